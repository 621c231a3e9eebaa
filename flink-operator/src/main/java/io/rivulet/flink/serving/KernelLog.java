package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.ScalarKernels;
import io.rivulet.core.text.Visible;
import org.slf4j.Logger;

/** Says in the log which model is served by which arithmetic, and how to get the faster one. */
final class KernelLog {

    private KernelLog() {}

    static void say(Logger log, Bundle bundle, Kernels kernels, int threads) {
        log.info(
                "Serving model {} with fingerprint {} on {}, threads of a slot: {}, no native library",
                Visible.of(bundle.config().name()),
                bundle.fingerprint(),
                kernels.describe(),
                threads);
        if (kernels instanceof ScalarKernels) {
            log.warn("The slow arithmetic runs, with the same results. For the fast one, let Flink start its task"
                    + " managers with env.java.opts.taskmanager: --add-modules=jdk.incubator.vector");
        }
    }
}
