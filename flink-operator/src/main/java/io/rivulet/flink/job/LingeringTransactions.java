package io.rivulet.flink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts what tasks that ended, or were given up, have left open: readers of committed records wait for it, until the
 * transaction timeout. Kafka's own writer looks for such transactions by trying one number after the other, from that
 * of the restored checkpoint on, until one was never used. It does not find those of a sink that rested, see
 * {@link SparingWriter}: their numbers are lower. Here the broker is asked which there are.
 *
 * @param broker settings of a client
 */
record LingeringTransactions(Properties broker) {

    private static final Logger LOG = LoggerFactory.getLogger(LingeringTransactions.class);

    /**
     * Those of the tasks whose state is recovered, up to the restored checkpoint and without those that it counts on.
     * Later numbers may be in use by other tasks that were restored already.
     */
    void abortBefore(long restored, Collection<KafkaWriterState> recovered) throws IOException {
        Set<String> counted = recovered.stream()
                .flatMap(state -> state.getPrecommittedTransactionalIds().stream())
                .map(CheckpointTransaction::getTransactionalId)
                .collect(Collectors.toSet());
        abort(id -> id.number() <= restored
                && !counted.contains(id.toString())
                && recovered.stream()
                        .anyMatch(state -> state.getTransactionalIdPrefix().equals(id.prefix())
                                && state.getOwnedSubtaskId() == id.subtask()));
    }

    /** All of the tasks that a job had which is not restored, shared among the subtasks of the one in its place. */
    void abortAll(String prefix, int subtask, int parallelism) throws IOException {
        abort(id -> id.prefix().equals(prefix) && id.subtask() % parallelism == subtask);
    }

    private void abort(Predicate<TransactionalId> dead) throws IOException {
        ListTransactionsOptions unfinished =
                new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING, TransactionState.EMPTY));
        try (Admin admin = Admin.create(broker)) {
            List<String> lingering =
                    lingering(admin.listTransactions(unfinished).all().get(), dead);
            if (!lingering.isEmpty()) {
                LOG.info("Aborting transactions that ended tasks have left open: {}", lingering);
                admin.fenceProducers(lingering).all().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                LOG.warn(
                        "Brokers before Kafka 3.0 do not list transactions; readers may wait for one that is open until"
                                + " the transaction timeout");
                return;
            }
            throw notAborted(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (KafkaException e) {
            throw notAborted(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notAborted(e);
        }
    }

    /** Those with records, and of each task the last without: a task that lives on may write to that one still. */
    private static List<String> lingering(Collection<TransactionListing> unfinished, Predicate<TransactionalId> dead) {
        List<String> lingering = new ArrayList<>();
        Map<String, TransactionalId> last = new HashMap<>();
        for (TransactionListing one : unfinished) {
            Optional<TransactionalId> id =
                    TransactionalId.of(one.transactionalId()).filter(dead);
            if (id.isPresent() && one.state() == TransactionState.ONGOING) {
                lingering.add(one.transactionalId());
            } else if (id.isPresent()) {
                String task = id.get().prefix() + "-" + id.get().subtask();
                last.merge(task, id.get(), BinaryOperator.maxBy(Comparator.comparingLong(TransactionalId::number)));
            }
        }
        last.values().forEach(id -> lingering.add(id.toString()));
        return lingering;
    }

    private static IOException notAborted(Throwable cause) {
        return new IOException(
                "transactions that ended tasks have left open must be aborted, found " + TransactionInquiry.named(cause)
                        + "; " + TransactionInquiry.remedy(cause),
                cause);
    }
}
