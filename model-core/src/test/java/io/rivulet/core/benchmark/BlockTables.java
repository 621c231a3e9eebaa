package io.rivulet.core.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** A block against the same steps one by one, a line for each width and length, printed as it is measured. */
record BlockTables(JmhRun jmh, PrintStream out) {

    void decoder(List<Integer> widths, List<Integer> steps) throws RunnerException {
        out.println();
        out.println("The decoder's emitting pass: microseconds (median), and how often the block's time");
        out.println(" width   steps     one block    one by one, kernels    one by one, lean loop");
        for (int width : widths) {
            for (int n : steps) {
                Map<String, Double> median =
                        jmh.medians(BlockBenchmark.class, "decode", Map.of("width", width, "steps", n));
                double block = median.get("decodeBlock");
                double kernels = median.get("decodeStepsOnKernels");
                double lean = median.get("decodeStepsInLeanLoop");
                line(
                        "%6d  %6d  %12.1f  %12.1f  %5.2f x  %14.1f  %5.2f x%n",
                        width, n, block, kernels, kernels / block, lean, lean / block);
            }
        }
    }

    void generation(List<Integer> widths, List<Integer> steps) throws RunnerException {
        out.println();
        out.println("Whole generation (plan, emit, anchor): microseconds (median), and how often the block's time");
        out.println(" width   steps     one block     blocks of one step");
        for (int width : widths) {
            for (int n : steps) {
                Map<String, Double> median =
                        jmh.medians(BlockBenchmark.class, "generate", Map.of("width", width, "steps", n));
                double block = median.get("generateBlock");
                double ones = median.get("generateBlocksOfOneStep");
                line("%6d  %6d  %12.1f  %12.1f  %5.2f x%n", width, n, block, ones, ones / block);
            }
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
