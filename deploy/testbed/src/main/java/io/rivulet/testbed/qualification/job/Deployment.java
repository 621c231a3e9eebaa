package io.rivulet.testbed.qualification.job;

import io.rivulet.testbed.qualification.system.ClusterUnderTest;

/**
 * How a job runs.
 *
 * @param parallelism tasks of each kind
 * @param backend where sessions are: {@code hashmap} or {@code rocksdb}
 */
public record Deployment(int parallelism, String backend) {
    /** On the heap, with a task a partition. */
    public static final Deployment USUAL = new Deployment(ClusterUnderTest.PARALLELISM, "hashmap");

    @Override
    public String toString() {
        return parallelism + " on " + backend;
    }
}
