package io.rivulet.testbed.cluster;

import io.rivulet.broker.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;

/**
 * The ZooKeeper that comes with Flink, in a process of its own: with it a leader that is started again knows the jobs
 * of the one before.
 */
public final class ZooKeeperProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long a leader that does not answer stays the leader. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private final Path data;
    private final int port;
    private final JavaProcess process;

    private ZooKeeperProcess(Path data, int port, JavaProcess process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    /** Starts one with its data in {@code data}, on a free port of loopback; returns when it answers. */
    public static ZooKeeperProcess start(Path data, Path logs) throws IOException, InterruptedException {
        Files.createDirectories(logs);
        int port = Loopback.ports(0).get(0);
        Path settings = Files.createDirectories(data).resolve("zoo.cfg");
        write(settings, data, port);
        JavaProcess process = JavaProcess.start(
                ClusterMember.Role.ZOOKEEPER,
                "zookeeper",
                logs,
                // Its administration would listen on every address.
                List.of(
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dzookeeper.admin.enableServer=false"),
                List.of("--zkConfigFile", settings.toString(), "--peerId", "1"));
        ZooKeeperProcess started = new ZooKeeperProcess(data, port, process);
        started.awaitPort(logs);
        return started;
    }

    /** What Flink must be told to keep its jobs here; what is large lies in the folder beside. */
    public Configuration settings() {
        Configuration flink = new Configuration();
        flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, Loopback.ADDRESS + ":" + port);
        flink.set(HighAvailabilityOptions.HA_STORAGE_PATH, LoopbackFlink.location(data.resolve("jobs")));
        flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, SESSION);
        flink.set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, SESSION);
        return flink;
    }

    /** The process's id. */
    public long id() {
        return process.id();
    }

    @Override
    public void close() {
        process.close();
    }

    private static void write(Path file, Path data, int port) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("dataDir", data.resolve("znodes").toString());
        settings.setProperty("clientPort", Integer.toString(port));
        settings.setProperty("clientPortAddress", Loopback.ADDRESS);
        settings.setProperty("tickTime", "500");
        // One server keeps what it has by itself; ports of a quorum are not opened.
        settings.setProperty("server.1", Loopback.ADDRESS + ":2888:3888");
        settings.setProperty("standaloneEnabled", "true");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
    }

    private void awaitPort(Path logs) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.close();
                throw new IllegalStateException("ZooKeeper must answer within " + PATIENCE.toSeconds()
                        + " s, it does not; see zookeeper.log and zookeeper.out in " + logs);
            }
            Thread.sleep(100);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Loopback.ADDRESS, port), 1000);
            return true;
        } catch (java.net.ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
