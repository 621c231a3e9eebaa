package io.rivulet.core.training;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads ND4J takes. Whatever computes on its arrays here asks for one before it begins. */
public final class NativeThreads {
    private static final NativeOps OPERATIONS = operations();

    private NativeThreads() {}

    /**
     * What this thread asks of ND4J from here on runs on this thread alone. Vectors and matrices are small here:
     * further threads would spin while they wait for one another, and take the processors from those that compute
     * gradients.
     */
    public static void one() {
        OPERATIONS.setOmpNumThreads(1);
    }

    private static NativeOps operations() {
        Nd4j.getEnvironment();
        // Of the process, and slow to set: half a millisecond.
        openblas.blas_set_num_threads(1);
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }
}
