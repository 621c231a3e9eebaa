package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table in {@link TransactionFate}, by what a real broker says under both transaction protocols. */
class TransactionFateTest {

    private static final String QUICK = "transaction.abort.timed.out.transaction.cleanup.interval.ms";

    @TempDir
    private Path folder;

    private Broker broker;
    private Transactions transactions;

    @ParameterizedTest(name = "protocol {0}")
    @ValueSource(shorts = {1, 2})
    void whatBecameOfATransactionIsToldFromTheProducerAndEpochThatTheBrokerNames(short protocol) throws Exception {
        broker = Broker.with(folder, Map.of(QUICK, "100"));
        setProtocol(protocol);
        transactions = new Transactions(broker);
        transactions.createTopic();
        int raised = protocol == 2 ? 1 : 0;

        KafkaCommittable open = transactions.after("open", producer -> {});
        assertSays(open, TransactionFate.OPEN, TransactionState.ONGOING, 0);

        KafkaCommittable written = transactions.after("written", KafkaProducer::commitTransaction);
        assertSays(written, TransactionFate.COMMITTED, TransactionState.COMPLETE_COMMIT, raised);
        transactions.take("written");
        assertSays(written, TransactionFate.OVERWRITTEN, TransactionState.EMPTY, raised + 1);

        KafkaCommittable restored = transactions.after("restored", producer -> {});
        transactions.commitRestored(restored);
        assertSays(restored, TransactionFate.COMMITTED, TransactionState.COMPLETE_COMMIT, 0);
        transactions.commitRestored(transactions.after("restored", producer -> {}));
        assertSays(restored, TransactionFate.COMMITTED, TransactionState.COMPLETE_COMMIT, 1);
        transactions.after("restored", producer -> {});
        assertSays(restored, TransactionFate.OVERWRITTEN, TransactionState.ONGOING, 2);

        KafkaCommittable aborted = transactions.after("aborted", KafkaProducer::abortTransaction);
        assertSays(aborted, TransactionFate.ABORTED, TransactionState.COMPLETE_ABORT, raised);

        KafkaCommittable late = transactions.after("late", Duration.ofMillis(300), producer -> {});
        assertSays(late, TransactionFate.ABORTED, TransactionState.COMPLETE_ABORT, 1);
        transactions.after("late", KafkaProducer::commitTransaction);
        assertSays(late, TransactionFate.OVERWRITTEN, TransactionState.COMPLETE_COMMIT, 2 + raised);

        KafkaCommittable fenced = transactions.after("fenced", producer -> transactions.take("fenced"));
        assertSays(fenced, TransactionFate.OVERWRITTEN, TransactionState.EMPTY, 2);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private void assertSays(KafkaCommittable transaction, TransactionFate fate, TransactionState state, int epochs)
            throws Exception {
        String id = transaction.getTransactionalId();
        TransactionDescription told =
                Objects.requireNonNull(transactions.await(id, now -> now != null && now.state() == state));
        assertThat(told.producerEpoch() - transaction.getEpoch())
                .as("epochs of %s", id)
                .isEqualTo(epochs);
        assertThat(TransactionFate.of(transaction, told)).as(id).isEqualTo(fate);
    }

    private void setProtocol(short protocol) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            FeatureUpdate.UpgradeType way =
                    protocol == 2 ? FeatureUpdate.UpgradeType.UPGRADE : FeatureUpdate.UpgradeType.SAFE_DOWNGRADE;
            Map<String, FeatureUpdate> update = Map.of("transaction.version", new FeatureUpdate(protocol, way));
            admin.updateFeatures(update, new UpdateFeaturesOptions()).all().get();
        }
    }
}
