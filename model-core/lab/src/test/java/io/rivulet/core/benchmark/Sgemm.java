package io.rivulet.core.benchmark;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** OpenBLAS' large product: what a machine's products are measured against. */
final class Sgemm {
    private static final int SIZE = 1024;
    private static final int RUNS = 12;

    /** 1e3 operations of a run. */
    static final double OPERATIONS = 2e-3 * SIZE * SIZE * SIZE;

    private final INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    private final INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    private final INDArray c = Nd4j.create(DataType.FLOAT, new long[] {SIZE, SIZE}, 'f');

    /** On so many threads. */
    Sgemm(int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        openblas.blas_set_num_threads(threads);
    }

    void run() {
        a.mmuli(b, c);
    }

    /** The best of several runs on so many threads, in 1e9 operations a second. */
    static double best(int threads) {
        Sgemm sgemm = new Sgemm(threads);
        double best = 0;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            sgemm.run();
            best = Math.max(best, 1e3 * OPERATIONS / (System.nanoTime() - start));
        }
        return best;
    }

    /** Which processor kernel OpenBLAS runs: its own choice, unless the environment names one. */
    static String kernel() {
        String named = System.getenv("OPENBLAS_CORETYPE");
        return named == null
                ? "OpenBLAS with the kernel of its choice"
                : "OpenBLAS held to OPENBLAS_CORETYPE=" + named + " (unset it for its best)";
    }
}
