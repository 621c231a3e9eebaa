package io.rivulet.flink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactions by Kafka's committer, and asks the broker about those that it gives up. After a failure Flink
 * commits once more what may have been committed before it. A broker with Kafka's second transaction protocol raises
 * the producer's epoch with each commit, so that the second one looks fenced, and Kafka's committer logs a likely loss
 * and goes on: the same as for a transaction that the broker did abort, whose answers are lost. Here the first is taken
 * for the success that it is, and the second fails the job.
 */
final class VerifiedCommitter implements Committer<KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final Properties broker;
    private final AbortedTransactions policy;

    VerifiedCommitter(Committer<KafkaCommittable> committer, Properties broker, AbortedTransactions policy) {
        this.committer = committer;
        this.broker = broker;
        this.policy = policy;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) throws IOException, InterruptedException {
        List<WatchedRequest> watched = new ArrayList<>();
        List<CommitRequest<KafkaCommittable>> passedOn = new ArrayList<>();
        for (CommitRequest<KafkaCommittable> request : requests) {
            WatchedRequest watching = new WatchedRequest(request);
            watched.add(watching);
            passedOn.add(watching);
        }
        committer.commit(passedOn);
        for (WatchedRequest request : watched) {
            Throwable reason = request.givenUp();
            if (reason != null) {
                settle(request, reason);
            }
        }
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }

    private void settle(WatchedRequest request, Throwable reason) throws IOException, InterruptedException {
        String transaction = request.getCommittable().getTransactionalId();
        TransactionState state = state(transaction);
        switch (state) {
            case COMPLETE_COMMIT, PREPARE_COMMIT -> {
                LOG.info("Transaction {} was committed before; nothing is lost.", transaction);
                request.signalAlreadyCommitted();
            }
            case UNKNOWN -> {
                LOG.warn(
                        "The broker has forgotten transaction {}, as it does after transactional.id.expiration.ms; if"
                                + " the job was restored from older state, it was committed when that was taken.",
                        transaction);
                request.giveUp(reason);
            }
            default -> {
                requireAccepted(transaction, state, reason);
                request.giveUp(reason);
            }
        }
    }

    private void requireAccepted(String transaction, TransactionState state, Throwable reason) throws IOException {
        String loss = "a transaction of a checkpoint must be committed within "
                + RivuletOptions.TRANSACTION_TIMEOUT.key() + ", but transaction " + transaction + " is " + state
                + ": broker or job were away for longer, and its answers are lost";
        if (policy == AbortedTransactions.ACCEPT) {
            LOG.error("{}; the job goes on, as {} says.", loss, RivuletOptions.ABORTED_TRANSACTIONS.key());
            return;
        }
        throw new IOException(
                loss + "; restore a savepoint from before the outage, or set "
                        + RivuletOptions.ABORTED_TRANSACTIONS.key() + " to accept to go on without them",
                reason);
    }

    /** What the broker says; UNKNOWN if it knows no such transaction. */
    private TransactionState state(String transaction) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            return admin.describeTransactions(List.of(transaction))
                    .description(transaction)
                    .get()
                    .state();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return TransactionState.UNKNOWN;
            }
            throw new IOException(
                    "the broker must tell what became of transaction " + transaction
                            + ", it did not; see whether it answers and lets this job describe transactions",
                    e);
        }
    }
}
