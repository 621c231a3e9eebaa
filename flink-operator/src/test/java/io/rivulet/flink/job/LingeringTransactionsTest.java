package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of a real broker that ended tasks have left open. */
class LingeringTransactionsTest {

    private static final long RESTORED = 40;

    @TempDir
    private Path folder;

    private Broker broker;
    private Transactions transactions;
    private LingeringTransactions lingering;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker(folder);
        transactions = new Transactions(broker);
        transactions.createTopic();
        lingering = new LingeringTransactions(transactions.properties());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatARestoredTaskLeftOpenIsAbortedAndNothingThatACheckpointOrAnotherTaskCountsOn() throws Exception {
        List<String> dead = List.of("job-0-12", "job-0-40", "job-2-40", "former-1-3");
        List<String> alive = List.of(
                "job-0-11", // the checkpoint commits it
                "job-1-12", // of a task that is restored elsewhere
                "job-0-41", // above the restored checkpoint: another task may be at work already
                "job-0-x",
                "other-0-12",
                "another-job-0-12");
        for (String id : dead) {
            transactions.after(id, producer -> {});
        }
        for (String id : alive) {
            transactions.after(id, producer -> {});
        }
        lingering.abortBefore(
                RESTORED,
                List.of(state("job", 0, "job-0-11"), state("job", 2, "job-2-30"), state("former", 1, "former-1-2")));
        assertThat(open()).containsExactlyInAnyOrderElementsOf(alive);
    }

    @Test
    void aTaskThatLivesOnCannotWriteToTheTransactionThatItHasBegun() throws Exception {
        transactions.take("job-0-7");
        transactions.take("job-0-8");
        transactions.after("job-0-9", KafkaProducer::commitTransaction);
        TransactionDescription last = transactions.await("job-0-8", told -> told != null);
        TransactionDescription former = transactions.await("job-0-7", told -> told != null);
        lingering.abortBefore(RESTORED, List.of(state("job", 0)));
        assertThat(transactions.inquiry().describe("job-0-8").producerEpoch()).isGreaterThan(last.producerEpoch());
        assertThat(transactions.inquiry().describe("job-0-7").producerEpoch()).isEqualTo(former.producerEpoch());
        assertThat(transactions.inquiry().describe("job-0-9").state()).isEqualTo(TransactionState.COMPLETE_COMMIT);
    }

    @Test
    void aJobThatStartsAnewAbortsAllOfTheFormerOnesSharedAmongItsTasks() throws Exception {
        for (String id : List.of("job-0-3", "job-1-90", "job-2-5", "job-3-7", "other-0-3")) {
            transactions.after(id, producer -> {});
        }
        lingering.abortAll("job", 0, 2);
        assertThat(open()).containsExactlyInAnyOrder("job-1-90", "job-3-7", "other-0-3");
        lingering.abortAll("job", 1, 2);
        assertThat(open()).containsExactly("other-0-3");
    }

    private static KafkaWriterState state(String prefix, int subtask, String... counted) {
        List<CheckpointTransaction> transactions = List.of(counted).stream()
                .map(id -> new CheckpointTransaction(id, RESTORED))
                .toList();
        return new KafkaWriterState(prefix, subtask, 3, TransactionOwnership.IMPLICIT_BY_SUBTASK_ID, transactions);
    }

    private Set<String> open() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            Collection<TransactionListing> open = admin.listTransactions(
                            new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get();
            return open.stream().map(TransactionListing::transactionalId).collect(Collectors.toSet());
        }
    }
}
