package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.management.ObjectName;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task of the source against a real broker: what it reads, where its checkpoints stand, what it calls gone. */
class VerifiedSourceTest {

    private static final TopicPartition PARTITION = new TopicPartition("prompts", 0);
    private static final String GONE = "offsetsGone";
    private static final String CUT_BACK = "logsCutBack";

    @TempDir
    static Path folder;

    private static Broker broker;
    private static Admin admin;

    private final Configuration options = new Configuration();

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(folder);
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void makeTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic("prompts", 1, (short) 1))).all().get();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, broker.address());
    }

    @AfterEach
    void removeTopic() throws Exception {
        admin.deleteTopics(List.of("prompts")).all().get();
    }

    @Test
    void whatIsRemovedBehindACheckpointIsCountedAndWhatExistsIsReadOnce() throws Exception {
        send(4);
        List<KafkaPartitionSplit> checkpoint;
        try (SourceTask task = task(at(0))) {
            assertThat(task.readUntil(4)).containsExactly(0L, 1L, 2L, 3L);
            checkpoint = task.snapshot();
            assertThat(task.counted(GONE)).isZero();
        }
        send(6);
        remove(7);
        try (SourceTask task = task(checkpoint.get(0))) {
            assertThat(task.readUntil(3)).containsExactly(7L, 8L, 9L);
            assertThat(task.counted(GONE)).isEqualTo(3);
            assertThat(task.counted(CUT_BACK)).isZero();
            assertThat(task.snapshot()).containsExactly(at(10));
        }
    }

    @Test
    void whatIsRemovedUnderARunningJobThatLagsIsCountedToo() throws Exception {
        send(40);
        // One record a fetch, so that the consumer holds none that the broker has removed.
        property("max.poll.records", "1");
        property("max.partition.fetch.bytes", "1");
        property("fetch.max.bytes", "1");
        try (SourceTask task = task(at(0))) {
            task.readUntil(2);
            remove(30);
            List<Long> read = task.readUntil(12);
            while (read.get(read.size() - 1) < 39) {
                read = task.readUntil(read.size() + 1);
            }
            assertThat(read)
                    .doesNotHaveDuplicates()
                    .endsWith(LongStream.range(30, 40).boxed().toArray(Long[]::new));
            assertThat(task.counted(GONE)).isEqualTo(40 - read.size()).isPositive();
        }
    }

    @Test
    void marksOfTransactionsAndAbortedRecordsAreNoLossWhenTheyAreRemoved() throws Exception {
        transaction(3, true);
        transaction(2, false);
        List<KafkaPartitionSplit> checkpoint;
        try (SourceTask task = task(at(0))) {
            assertThat(task.readUntilPosition(7))
                    .as("no record of the aborted one")
                    .containsExactly(0L, 1L, 2L);
            checkpoint = task.snapshot();
            assertThat(checkpoint).containsExactly(at(7));
        }
        remove(7);
        send(2);
        try (SourceTask task = task(checkpoint.get(0))) {
            assertThat(task.readUntil(2)).containsExactly(7L, 8L);
            assertThat(task.counted(GONE)).isZero();
        }
    }

    @Test
    void recordsOfAbortedTransactionsAreReadWhereTheUserSaysSo() throws Exception {
        transaction(3, true);
        transaction(2, false);
        property("isolation.level", "read_uncommitted");
        try (SourceTask task = task(at(0))) {
            assertThat(task.readUntilPosition(7)).containsExactly(0L, 1L, 2L, 4L, 5L);
        }
    }

    @Test
    void theControlTopicIsReadCommittedToo() throws Exception {
        transaction(2, false);
        transaction(1, true);
        options.set(RivuletOptions.CONTROL_TOPIC, "prompts");
        try (SourceTask task =
                new SourceTask(new KafkaClients(options).rollouts().orElseThrow(), List.of(at(0)))) {
            assertThat(task.readUntilPosition(5)).containsExactly(3L);
        }
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
        send(2);
        try (SourceTask task = task(at(100))) {
            assertThat(task.readUntil(2)).containsExactly(0L, 1L);
            assertThat(task.counted(CUT_BACK)).isEqualTo(1);
            assertThat(task.counted(GONE)).isZero();
            assertThat(task.snapshot()).containsExactly(at(2));
        }
    }

    @Test
    void aPartitionThatWasAddedIsReadFromItsBeginningAndWhatIsGoneOfItCounts() throws Exception {
        send(5);
        remove(2);
        try (SourceTask task = task()) {
            task.add(at(KafkaPartitionSplit.EARLIEST_OFFSET));
            assertThat(task.readUntil(3)).containsExactly(2L, 3L, 4L);
            assertThat(task.counted(GONE)).isEqualTo(2);
        }
    }

    @Test
    void aCheckpointFromBeforeTheFirstRecordKnowsWhereThatIsToCome() throws Exception {
        List<KafkaPartitionSplit> checkpoint;
        try (SourceTask task = task(at(KafkaPartitionSplit.EARLIEST_OFFSET))) {
            task.readUntilPosition(0);
            checkpoint = task.snapshot();
        }
        send(4);
        remove(3);
        try (SourceTask task = task(checkpoint.get(0))) {
            assertThat(task.readUntil(1)).containsExactly(3L);
            assertThat(task.counted(GONE)).isEqualTo(3);
        }
    }

    @Test
    void aSavepointThatNamesTheGroupsPositionIsRestored() throws Exception {
        send(4);
        try (SourceTask task = task(at(KafkaPartitionSplit.COMMITTED_OFFSET))) {
            assertThat(task.readUntil(4)).as("nothing was committed").containsExactly(0L, 1L, 2L, 3L);
            assertThat(task.counted(GONE)).isZero();
            task.snapshot();
            task.complete();
            // A commit waits until the poll before it ends.
            send(1);
            assertThat(committed()).isEqualTo(4);
        }
        send(3);
        remove(6);
        try (SourceTask task = task(at(KafkaPartitionSplit.COMMITTED_OFFSET))) {
            assertThat(task.readUntil(2)).containsExactly(6L, 7L);
            assertThat(task.counted(GONE)).isEqualTo(2);
        }
    }

    @Test
    void theTaskFailsAndNamesTheOptionWhereTheUserWantsThat() throws Exception {
        send(4);
        remove(3);
        property("auto.offset.reset", "none");
        try (SourceTask task = task(at(1))) {
            assertThatThrownBy(() -> task.readUntil(1))
                    .satisfies(failure -> assertThat(ExceptionUtils.stringifyException(failure))
                            .contains("prompts-0 the offsets 1 to 2 are gone unread, 2 in all")
                            .contains("set rivulet.kafka.offsets.gone to report to read on at offset 3"));
        }
    }

    @Test
    void theUsersClientIdIsTheConsumersOwn() throws Exception {
        property("client.id", "as.the.user.says");
        ObjectName consumer = new ObjectName("kafka.consumer:type=app-info,id=as.the.user.says");
        try (SourceTask task = task(at(KafkaPartitionSplit.EARLIEST_OFFSET))) {
            task.readUntilPosition(0);
            assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(consumer))
                    .isTrue();
        }
    }

    private SourceTask task(KafkaPartitionSplit... restored) {
        return new SourceTask(new KafkaClients(options).prompts(), List.of(restored));
    }

    private void property(String name, String value) {
        options.setString(RivuletOptions.KAFKA_PREFIX + name, value);
    }

    private static KafkaPartitionSplit at(long offset) {
        return new KafkaPartitionSplit(PARTITION, offset);
    }

    private static long committed() throws Exception {
        for (int i = 0; i < 200; i++) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets("rivulet")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(PARTITION);
            if (offset != null) {
                return offset.offset();
            }
            Thread.sleep(50);
        }
        return -1;
    }

    private static void remove(long before) throws Exception {
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    private static void send(int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("bootstrap.servers", broker.address()))) {
            for (int i = 0; i < count; i++) {
                producer.send(record()).get();
            }
        }
    }

    private static void transaction(int count, boolean commits) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of("bootstrap.servers", broker.address(), "transactional.id", "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < count; i++) {
                producer.send(record()).get();
            }
            if (commits) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> properties) {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("prompts", new byte[] {1});
    }
}
