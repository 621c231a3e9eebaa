package io.rivulet.testbed.qualification.fault;

import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.util.SplittableRandom;

/** Something that happens to a cluster while a job runs. */
public interface Fault {
    /** What it is, for people. */
    String title();

    /** Chooses what is to be broken, which may take its time; the moment to break it comes later. */
    Injection prepare(ClusterUnderTest cluster, SplittableRandom random) throws Exception;

    /** A fault that knows what it breaks. */
    interface Injection {
        /**
         * Breaks it, now, and mends it, but for what the cluster must mend itself; returns once all that it takes is
         * there again.
         */
        void inject() throws Exception;
    }
}
