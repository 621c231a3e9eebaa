package io.rivulet.core.training;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;

/** How many threads ND4J may take. Whatever computes on its arrays here asks for one before it begins. */
public final class NativeThreads {
    private NativeThreads() {}

    /**
     * Elementwise operations and products run on the thread that calls them from here on. Vectors and matrices are small
     * here: more threads would only compete with those that compute gradients, and wait for one another.
     */
    public static void one() {
        Nd4j.getEnvironment().setMaxThreads(1);
        openblas.blas_set_num_threads(1);
    }
}
