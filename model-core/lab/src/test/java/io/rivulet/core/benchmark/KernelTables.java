package io.rivulet.core.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Products and passes beside OpenBLAS' and beside what the processor multiplies at most, a line each, printed as they
 * are measured.
 */
record KernelTables(JmhRun jmh, PrintStream out) {
    /** Rows of a pass, above which nothing new is learned. */
    private static final int MOST_ROWS = 8192;

    static final int FRAME = 28;
    private static final int LATENT = 16;
    private static final int LAYERS = 4;

    void products(List<Integer> widths, List<Integer> rows) {
        out.println();
        out.println("The product [rows, H] x [H, 2H], in turns: 1e9 operations a second, and how often the"
                + " others' rate is the own kernel's (median of"
                + " the rounds)");
        out.println("     H    rows       own    cblas_sgemm             ND4J           scalar twin");
        for (int width : widths) {
            for (int n : rows) {
                try (Products products = new Products(width, n)) {
                    Turns turns = products.inTurns();
                    double operations = 4e-3 * n * width * width;
                    line(
                            "%6d  %6d  %8.0f  %6.0f  %5.2f x  %6.0f  %5.2f x  %6.1f  %5.1f x%n",
                            width,
                            n,
                            operations / turns.micros("own"),
                            operations / turns.micros("openblas"),
                            turns.ratio("openblas", "own").median(),
                            operations / turns.micros("nd4j"),
                            turns.ratio("nd4j", "own").median(),
                            operations / turns.micros("scalar"),
                            turns.ratio("scalar", "own").median());
                }
            }
        }
    }

    /** The emitting pass of four layers beside sgemm and multiply-adds, so that none has a better minute. */
    void shares(List<Shape> shapes) {
        out.println();
        out.println("The emitting pass of 4 layers, sgemm at 1,024, and multiply-adds between registers, in turns"
                + " on one thread:"
                + " the operations of its products as shares of the others' rates (median of the rounds)");
        out.println("     H   batch   steps       block, us     1e9/s     sgemm   share  multiply-adds alone   share");
        for (Shape shape : shapes) {
            PassBenchmark pass = new PassBenchmark();
            pass.width = shape.width();
            pass.batch = shape.batch();
            pass.steps = shape.steps();
            pass.prepare();
            Sgemm sgemm = new Sgemm(1);
            Turns turns = Turns.of(
                    Map.of("block", pass::block, "sgemm", sgemm::run, "multiply-adds", new MultiplyAdds()::run));
            double operations = blockOperations(shape.width(), FRAME, shape.batch() * shape.steps());
            line(
                    "%6d  %6d  %6d  %14.1f  %8.0f  %8.0f  %4.0f %%  %17.0f  %4.0f %%%n",
                    shape.width(),
                    shape.batch(),
                    shape.steps(),
                    turns.micros("block"),
                    operations / turns.micros("block"),
                    Sgemm.OPERATIONS / turns.micros("sgemm"),
                    100 * turns.ratio("sgemm", "block").median() * operations / Sgemm.OPERATIONS,
                    MultiplyAdds.OPERATIONS / turns.micros("multiply-adds"),
                    100 * turns.ratio("multiply-adds", "block").median() * operations / MultiplyAdds.OPERATIONS);
        }
    }

    /** Of a pass. */
    record Shape(int width, int batch, int steps) {}

    /** 1e3 operations of the products of an emitting pass. */
    static double blockOperations(int width, int frame, double rows) {
        return LAYERS * layerOperations(width, rows) + 2e-3 * rows * width * (LATENT + frame);
    }

    private static double layerOperations(int width, double rows) {
        return 12e-3 * rows * width * width;
    }

    void passes(List<Integer> widths, List<Integer> batches, List<Integer> steps) throws RunnerException {
        out.println();
        out.println("Passes over batch x steps rows: microseconds (median), and the operations of their products as a"
                + " share of sgemm's rate");
        out.println("     H   batch   steps        scan          layer                  block, 4 layers        absorb");
        for (int width : widths) {
            double before = Sgemm.best(1);
            for (int batch : batches) {
                for (int n : steps) {
                    if (batch * n <= MOST_ROWS) {
                        pass(width, batch, n, before);
                    }
                }
            }
            line("%6d  sgemm %.0f before, %.0f after%n", width, before, Sgemm.best(1));
        }
    }

    private void pass(int width, int batch, int steps, double sgemm) throws RunnerException {
        Map<String, Double> median =
                jmh.medians(PassBenchmark.class, "", Map.of("width", width, "batch", batch, "steps", steps));
        double rows = (double) batch * steps;
        double layer = layerOperations(width, rows);
        double block = blockOperations(width, FRAME, rows);
        double absorb = (LAYERS - 1) * layer + 4e-3 * rows * width * width + 2e-3 * rows * width * FRAME;
        line(
                "%6d  %6d  %6d  %10.1f  %10.1f  %4.0f %%  %14.1f  %4.0f %%  %14.1f  %4.0f %%%n",
                width,
                batch,
                steps,
                median.get("scan"),
                median.get("layer"),
                100 * layer / median.get("layer") / sgemm,
                median.get("block"),
                100 * block / median.get("block") / sgemm,
                median.get("absorb"),
                100 * absorb / median.get("absorb") / sgemm);
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
