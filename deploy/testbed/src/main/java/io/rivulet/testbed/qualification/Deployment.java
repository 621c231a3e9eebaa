package io.rivulet.testbed.qualification;

/**
 * How a job runs.
 *
 * @param parallelism tasks of each kind
 * @param backend where sessions are: {@code hashmap} or {@code rocksdb}
 */
record Deployment(int parallelism, String backend) {
    static final Deployment USUAL = new Deployment(Site.PARALLELISM, "hashmap");

    @Override
    public String toString() {
        return parallelism + " on " + backend;
    }
}
