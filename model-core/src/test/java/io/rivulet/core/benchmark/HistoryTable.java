package io.rivulet.core.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.ListStatistics;

/** A session with a long history against a new one. */
record HistoryTable(JmhRun jmh, PrintStream out) {

    private static final int STEPS = 128;

    void print() throws RunnerException {
        out.println();
        out.println("A new session against an old one: microseconds (median) for " + STEPS + " steps, width 64");
        boolean titled = false;
        SortedMap<Long, Long> bytes = new TreeMap<>();
        for (RunResult result : jmh.of(HistoryBenchmark.class.getSimpleName(), Map.of("steps", STEPS, "width", 64))) {
            SortedMap<Long, List<Double>> times = new TreeMap<>();
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    long stepsBehind = counter(iteration, "stepsBehind");
                    times.computeIfAbsent(stepsBehind, key -> new ArrayList<>())
                            .add(iteration.getPrimaryResult().getScore());
                    bytes.put(stepsBehind, counter(iteration, "stateBytes"));
                }
            }
            if (!titled) {
                line("%-20s  %,12d  %,12d   ratio%n", "steps behind it", times.firstKey(), times.lastKey());
                titled = true;
            }
            double young = median(times.get(times.firstKey()));
            double old = median(times.get(times.lastKey()));
            line("%-20s  %12.1f  %12.1f  %6.3f%n", result.getPrimaryResult().getLabel(), young, old, old / young);
        }
        line("%-20s  %,12d  %,12d%n", "bytes of state", bytes.get(bytes.firstKey()), bytes.get(bytes.lastKey()));
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }

    private static long counter(IterationResult iteration, String name) {
        return Math.round(iteration.getSecondaryResults().get(name).getScore());
    }

    private static double median(List<Double> values) {
        return new ListStatistics(values.stream().mapToDouble(value -> value).toArray()).getPercentile(50);
    }
}
