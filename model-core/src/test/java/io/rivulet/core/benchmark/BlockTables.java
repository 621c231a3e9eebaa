package io.rivulet.core.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A block against the same steps one by one, a line for each width and length, printed as it is measured. */
record BlockTables(PrintStream out) {

    void decoder(List<Integer> widths, List<Integer> steps) {
        out.println();
        out.println("The decoder's emitting pass, in turns: microseconds (median), and how often the block's time");
        out.println(" width   steps     one block    one by one, kernels    one by one, lean loop");
        for (int width : widths) {
            for (int n : steps) {
                Map<String, Double> median = new BlockPasses(width, n).decoder();
                double block = median.get("block");
                double kernels = median.get("kernels");
                double lean = median.get("lean");
                line(
                        "%6d  %6d  %12.1f  %12.1f  %5.2f x  %14.1f  %5.2f x%n",
                        width, n, block, kernels, kernels / block, lean, lean / block);
            }
        }
    }

    void generation(List<Integer> widths, List<Integer> steps) {
        out.println();
        out.println(
                "Whole generation (plan, emit, anchor), in turns: microseconds (median), and how often the block's time");
        out.println(" width   steps     one block     blocks of one step");
        for (int width : widths) {
            for (int n : steps) {
                Map<String, Double> median = new BlockPasses(width, n).generation();
                double block = median.get("block");
                double ones = median.get("ones");
                line("%6d  %6d  %12.1f  %12.1f  %5.2f x%n", width, n, block, ones, ones / block);
            }
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
