package io.rivulet.core.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A block against the same steps one by one, a line for each width and length, printed as it is measured. */
record BlockTables(PrintStream out) {

    void decoder(List<Integer> widths, List<Integer> steps) {
        out.println();
        out.println("The decoder's emitting pass, in turns: microseconds (median), how often the block's time"
                + " (median of the"
                + " rounds), and how often it could be at most: the products' multiply-adds alone");
        out.println(" width   steps     one block  one by one, kernels    in the lean loop  at most"
                + "     block on two threads  lean loop of it  at most");
        for (int width : widths) {
            for (int n : steps) {
                Turns turns = new BlockPasses(width, n).decoder();
                double work = KernelTables.blockOperations(width, BlockPasses.FRAME, n) / MultiplyAdds.OPERATIONS;
                line(
                        "%6d  %6d  %12.1f  %11.1f %5.2f x  %10.1f %5.2f x  %5.2f x  %14.1f %5.2f x  %13.2f x "
                                + " %5.2f x%n",
                        width,
                        n,
                        turns.micros("block"),
                        turns.micros("kernels"),
                        turns.ratio("kernels", "block").median(),
                        turns.micros("lean"),
                        turns.ratio("lean", "block").median(),
                        turns.ratio("lean", "multiply-adds").median() / work,
                        turns.micros("shared"),
                        turns.ratio("block", "shared").median(),
                        turns.ratio("lean", "shared").median(),
                        2 * turns.ratio("lean", "multiply-adds on two").median() / work);
            }
        }
    }

    void generation(List<Integer> widths, List<Integer> steps) {
        out.println();
        out.println("Whole generation (plan, emit, anchor), in turns: microseconds (median), and how often the"
                + " block's time");
        out.println(" width   steps     one block      on two threads    blocks of one step");
        for (int width : widths) {
            for (int n : steps) {
                Turns turns = new BlockPasses(width, n).generation();
                line(
                        "%6d  %6d  %12.1f  %10.1f %5.2f x  %12.1f %5.2f x%n",
                        width,
                        n,
                        turns.micros("block"),
                        turns.micros("shared"),
                        turns.ratio("block", "shared").median(),
                        turns.micros("ones"),
                        turns.ratio("ones", "block").median());
            }
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
