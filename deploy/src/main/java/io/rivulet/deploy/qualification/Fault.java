package io.rivulet.deploy.qualification;

import java.util.SplittableRandom;

/** Something that happens to a site while a job runs. */
interface Fault {
    /** What it is, for people. */
    String title();

    /**
     * Breaks something, now, and mends it, but for what the site must mend itself; returns once all that it takes is there
     * again.
     */
    void strike(Site site, SplittableRandom random) throws Exception;
}
