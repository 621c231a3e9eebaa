package io.rivulet.testbed.qualification;

import java.util.SplittableRandom;

/** Something that happens to a site while a job runs. */
interface Fault {
    /** What it is, for people. */
    String title();

    /** Chooses what is to be broken, which may take its time; the moment to break it comes later. */
    Blow aim(Site site, SplittableRandom random) throws Exception;

    /** A fault that knows what it breaks. */
    interface Blow {
        /**
         * Breaks it, now, and mends it, but for what the site must mend itself; returns once all that it takes is there
         * again.
         */
        void fall() throws Exception;
    }
}
