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
        out.println(
                " width   steps     one block      on two threads  one by one, kernels    in the lean loop   of two threads");
        for (int width : widths) {
            for (int n : steps) {
                Map<String, Double> median = new BlockPasses(width, n).decoder();
                double block = median.get("block");
                double kernels = median.get("kernels");
                double lean = median.get("lean");
                double shared = median.get("shared");
                line(
                        "%6d  %6d  %12.1f  %10.1f %5.2f x  %10.1f %5.2f x  %10.1f %5.2f x          %5.2f x%n",
                        width,
                        n,
                        block,
                        shared,
                        block / shared,
                        kernels,
                        kernels / block,
                        lean,
                        lean / block,
                        lean / shared);
            }
        }
    }

    void generation(List<Integer> widths, List<Integer> steps) {
        out.println();
        out.println(
                "Whole generation (plan, emit, anchor), in turns: microseconds (median), and how often the block's time");
        out.println(" width   steps     one block      on two threads    blocks of one step");
        for (int width : widths) {
            for (int n : steps) {
                Map<String, Double> median = new BlockPasses(width, n).generation();
                double block = median.get("block");
                double shared = median.get("shared");
                double ones = median.get("ones");
                line(
                        "%6d  %6d  %12.1f  %10.1f %5.2f x  %12.1f %5.2f x%n",
                        width, n, block, shared, block / shared, ones, ones / block);
            }
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
