package io.rivulet.testbed.qualification.system;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A cluster at a time, started when one is needed and kept for as long as the next user wants the same settings. */
public final class ReusedCluster implements AutoCloseable {
    private final Path folder;
    private @Nullable ClusterUnderTest running;
    private @Nullable ClusterSettings settings;
    private int started;

    /** @param folder of data and logs */
    public ReusedCluster(Path folder) {
        this.folder = folder;
    }

    /** A cluster with these settings: the one that runs, if it has them, else a new one in its place. */
    public ClusterUnderTest with(ClusterSettings wanted) throws Exception {
        ClusterUnderTest same = running;
        if (same != null && wanted.equals(settings)) {
            return same;
        }
        discard();
        Path logs = folder.resolve("logs").resolve("cluster-" + started++);
        ClusterUnderTest opened = ClusterUnderTest.open(wanted, folder, logs);
        running = opened;
        settings = wanted;
        return opened;
    }

    /** Ends the cluster, if one runs; the next user gets another. */
    public void discard() throws Exception {
        ClusterUnderTest ended = running;
        running = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public void close() throws Exception {
        discard();
    }
}
