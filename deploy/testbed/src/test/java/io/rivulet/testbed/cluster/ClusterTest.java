package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.testbed.Listeners;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Received;
import io.rivulet.testbed.kafka.TopicReader;
import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.kafka.WireSymbols;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed for real. */
class ClusterTest {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path parent;

    @Test
    @Timeout(240)
    void aSessionGoesOnWhereItWasAfterItsWorkerAndItsBrokerAreKilled() throws Exception {
        FlinkLayout layout = new FlinkLayout(1, 1, MemorySize.parse("1g"), "hashmap", Duration.ofMillis(200));
        Path folder = Files.createDirectory(parent.resolve("o'dd %20 #+&é"));
        try (BrokerProcess broker = BrokerProcess.start(Files.createDirectory(folder.resolve("broker")), folder);
                FlinkProcesses flink =
                        FlinkProcesses.start(layout, Files.createDirectory(folder.resolve("flink")), folder)) {
            TOPICS.create(broker.bootstrapServers(), 1);
            Configuration options = new Configuration();
            options.set(RivuletOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            flink.submit(options, 1);
            assertThatAllListenOnLoopbackAlone();

            List<GeneratedChunk> first = answer(broker, "first", 0);
            assertThat(first.get(0).getSessionStart()).isEqualTo(SessionStart.NEW);
            long killed = flink.workers().get(0).id();
            flink.workers().get(0).kill();
            flink.restartWorker(0);
            assertThat(flink.workers().get(0).id()).isNotEqualTo(killed);
            List<GeneratedChunk> second = answer(broker, "second", 1);
            assertThat(second.get(0).getSessionStart()).isEqualTo(SessionStart.RESUMED);
            assertThat(second.get(0).getPosition()).isEqualTo(3 * 28);

            broker.process().kill();
            broker.restart();
            List<GeneratedChunk> third = answer(broker, "third", 2);
            assertThat(third.get(0).getSessionStart()).isEqualTo(SessionStart.RESUMED);
            assertThat(third.get(0).getPosition()).isEqualTo(5 * 28);
        }
        assertThat(parent.toFile().list()).containsExactly(String.valueOf(folder.getFileName()));
    }

    /** The broker, the leader and the worker, with a job that runs. */
    private static void assertThatAllListenOnLoopbackAlone() throws IOException {
        List<ProcessHandle> members = ProcessHandle.current().children().toList();
        assertThat(members).hasSize(3);
        for (ProcessHandle member : members) {
            List<InetSocketAddress> listeners = Listeners.of(member.pid());
            System.out.println("listeners of a process of the cluster: " + listeners);
            assertThat(listeners).isNotEmpty().allMatch(address -> address.getAddress()
                    .isLoopbackAddress());
        }
    }

    /** All that the topic holds, once it has the answer to a prompt of one row that asks for another. */
    private static List<GeneratedChunk> answer(BrokerProcess broker, String request, int before) throws Exception {
        Connection connection = Connection.to(broker.bootstrapServers());
        try (PromptPublisher publisher = new PromptPublisher(connection, TOPICS.prompts())) {
            publisher.publish(PromptEvent.newBuilder()
                    .setSessionId("one")
                    .setRequestId(request)
                    .setObserved(WireSymbols.of(SymbolKind.BINARY, new float[28]))
                    .setGenerateSymbols(28)
                    .setEventTime(Instant.EPOCH)
                    .build());
        }
        List<GeneratedChunk> chunks = new ArrayList<>();
        try (TopicReader<GeneratedChunk> reader = TopicReader.chunks(connection, TOPICS.chunks(), true)) {
            Instant deadline = Instant.now().plus(PATIENCE);
            while (chunks.size() <= before && Instant.now().isBefore(deadline)) {
                for (Received<GeneratedChunk> received : reader.poll(Duration.ofMillis(200))) {
                    chunks.add(((Received.Event<GeneratedChunk>) received).event());
                }
            }
        }
        assertThat(chunks).hasSize(before + 1);
        GeneratedChunk last = chunks.get(before);
        assertThat(last.getRequestId()).isEqualTo(request);
        assertThat(last.getLast()).isTrue();
        return chunks.subList(before, before + 1);
    }
}
