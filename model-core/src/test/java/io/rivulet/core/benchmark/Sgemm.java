package io.rivulet.core.benchmark;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** OpenBLAS' best rate: what a machine's products are measured against. */
final class Sgemm {
    private static final int SIZE = 1024;
    private static final int RUNS = 12;

    private Sgemm() {}

    /** The best of several large products on so many threads, in 1e9 operations a second. */
    static double best(int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        openblas.blas_set_num_threads(threads);
        INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
        INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
        INDArray c = Nd4j.create(DataType.FLOAT, new long[] {SIZE, SIZE}, 'f');
        double best = 0;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            a.mmuli(b, c);
            best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / (System.nanoTime() - start));
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
