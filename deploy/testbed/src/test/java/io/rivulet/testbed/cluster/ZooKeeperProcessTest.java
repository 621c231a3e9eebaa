package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testbed.Listeners;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperProcessTest {
    @TempDir
    private Path folder;

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(folder.resolve("data"), folder.resolve("logs"))) {
            assertThat(zooKeeper.settings().toMap()).containsKey("high-availability.zookeeper.quorum");
            assertThat(Listeners.of(zooKeeper.id())).isNotEmpty().allMatch(address -> address.getAddress()
                    .isLoopbackAddress());
        }
    }
}
