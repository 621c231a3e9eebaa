package io.rivulet.core.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks without a word, unless one fails.
 *
 * @param quick shorter than the benchmarks' annotations say
 */
record JmhRun(boolean quick) {

    /** The median of each method of {@code benchmarks} whose name begins so, in the benchmark's unit, by method. */
    Map<String, Double> medians(Class<?> benchmarks, String prefix, Map<String, Integer> parameters)
            throws RunnerException {
        Map<String, Double> medians = new TreeMap<>();
        for (RunResult result : of("^" + Pattern.quote(benchmarks.getName() + "." + prefix), parameters)) {
            medians.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        return medians;
    }

    /** Runs the benchmarks whose names match {@code pattern}, with {@code parameters}. */
    Collection<RunResult> of(String pattern, Map<String, Integer> parameters) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include(pattern).shouldFailOnError(true);
        parameters.forEach((name, value) -> options.param(name, Integer.toString(value)));
        if (quick) {
            options.measurementTime(TimeValue.milliseconds(50));
        }
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        OutputFormat format = OutputFormatFactory.createFormatInstance(
                new PrintStream(log, true, StandardCharsets.UTF_8), VerboseMode.NORMAL);
        try {
            return new Runner(options.build(), format).run();
        } catch (RunnerException e) {
            System.err.println(log.toString(StandardCharsets.UTF_8));
            throw e;
        }
    }
}
