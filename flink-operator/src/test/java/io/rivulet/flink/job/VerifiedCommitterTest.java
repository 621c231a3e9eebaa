package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of a real broker, committed once more or aborted, as the committer finds them after a failure. */
class VerifiedCommitterTest {

    @TempDir
    private static Path folder;

    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic("answers", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aTransactionThatIsCommittedOnceMoreIsASuccess() throws Exception {
        Request request = new Request(ended("twice", true));
        commit(request, AbortedTransactions.FAIL);
        assertThat(request.alreadyCommitted).isTrue();
        assertThat(request.givenUp).isFalse();
    }

    @Test
    void anAbortedTransactionFailsTheJobWithTheOptionThatBoundsIt() throws Exception {
        Request request = new Request(ended("aborted", false));
        assertThatThrownBy(() -> commit(request, AbortedTransactions.FAIL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("aborted is CompleteAbort")
                .hasMessageContaining(RivuletOptions.TRANSACTION_TIMEOUT.key())
                .hasMessageContaining(RivuletOptions.ABORTED_TRANSACTIONS.key());
        assertThat(request.alreadyCommitted).isFalse();
    }

    @Test
    void anAbortedTransactionIsGivenUpWhereThatIsAccepted() throws Exception {
        Request request = new Request(ended("accepted", false));
        commit(request, AbortedTransactions.ACCEPT);
        assertThat(request.givenUp).isTrue();
        assertThat(request.alreadyCommitted).isFalse();
    }

    private static void commit(Request request, AbortedTransactions policy) throws Exception {
        try (VerifiedCommitter committer = new VerifiedCommitter(
                new KafkaCommitter(properties(), "test", 0, 0, false, FlinkKafkaInternalProducer::new),
                properties(),
                policy)) {
            committer.commit(List.of(request));
        }
    }

    /** As a checkpoint remembers a transaction that has been ended since. */
    private static KafkaCommittable ended(String transaction, boolean committed) throws Exception {
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
                new FlinkKafkaInternalProducer<>(properties(), transaction)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("answers", new byte[1])).get();
            KafkaCommittable remembered =
                    new KafkaCommittable(producer.getProducerId(), producer.getEpoch(), transaction, null);
            if (committed) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
            return remembered;
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.address());
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        return properties;
    }

    /** Keeps what it is told. */
    private static final class Request implements CommitRequest<KafkaCommittable> {

        private final KafkaCommittable committable;
        private boolean alreadyCommitted;
        private boolean givenUp;

        Request(KafkaCommittable committable) {
            this.committable = committable;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            givenUp = true;
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void retryLater() {
            throw new IllegalStateException("a transaction that has ended is not tried again");
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable changed) {
            retryLater();
        }

        @Override
        public void signalAlreadyCommitted() {
            alreadyCommitted = true;
        }
    }
}
