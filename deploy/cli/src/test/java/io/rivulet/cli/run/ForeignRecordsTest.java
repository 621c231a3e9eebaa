package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.broker.LocalBroker;
import io.rivulet.cli.CommandRun;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics in which somebody else writes too. */
class ForeignRecordsTest {
    private static final byte[] FOREIGN = "{\"level\":\"info\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static LocalBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(Files.createDirectory(folder.resolve("broker")), 0);
        Topics.create(broker.bootstrapServers(), List.of("foreign", "mixed", "flood"), 1);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < 500; i++) {
                producer.send(new ProducerRecord<>("foreign", FOREIGN));
            }
            for (int i = 0; i < 40; i++) {
                producer.send(new ProducerRecord<>("mixed", i == 10 || i == 39 ? letter() : i == 20 ? null : FOREIGN));
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aTopicOfOtherRecordsIsToldInOneLineAndInTheExitCode() {
        CommandRun run = tail("foreign", "--timeout", "3");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "rivulet: partition 0, offsets 0 to 499, 500 records that are no events, the first: an event");
    }

    @Test
    void eachRunIsALineAndEventsAloneCount() {
        CommandRun run = tail("mixed", "--max", "2", "--timeout", "20", "--dead-letters");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lines()).hasSize(2);
        assertThat(run.err().lines().map(line -> line.replaceFirst(", the first.*", "")))
                .containsExactly(
                        "rivulet: partition 0, offsets 0 to 9, 10 records that are no events",
                        "rivulet: partition 0, offsets 11 to 38, 28 records that are no events");
        assertThat(tail("mixed", "--max", "3", "--timeout", "2", "--dead-letters")
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void recordsThatAreNoEventsDoNotKeepItWaiting() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread flood = new Thread(() -> {
            try (KafkaProducer<byte[], byte[]> producer = producer()) {
                while (!ended.get()) {
                    producer.send(new ProducerRecord<>("flood", FOREIGN)).get();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        flood.start();
        try {
            CommandRun run = tail("flood", "--max", "1", "--timeout", "1");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(flood.isAlive()).isTrue();
        } finally {
            ended.set(true);
            flood.join(Duration.ofSeconds(20).toMillis());
        }
    }

    private static CommandRun tail(String topic, String... options) {
        return CommandRun.of(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "tail",
                                "--bootstrap-servers",
                                broker.bootstrapServers(),
                                "--from-beginning",
                                "--topic",
                                topic),
                        java.util.Arrays.stream(options))
                .toArray(String[]::new));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] letter() {
        return EventCodec.rejections()
                .encode(RejectedPrompt.newBuilder()
                        .setReason(RejectionReason.MALFORMED)
                        .setMessage("found 0 bytes")
                        .setSource(new SourcePosition("in", 0, 4L, null))
                        .build());
    }
}
