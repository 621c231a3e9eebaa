package io.rivulet.flink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactions by Kafka's committer, and asks the broker about each that this one gives up, for whatever
 * reason. After a failure Flink commits once more what may have been committed before it. A broker with Kafka's second
 * transaction protocol raises the producer's epoch with each commit, so that the second one looks fenced, and Kafka's
 * committer logs a likely loss and goes on: the same as for a transaction that the broker did abort, whose answers are
 * lost. And a broker forgets a transaction some days after it ended; Kafka's committer then fails the job, for ever,
 * though an old savepoint's transactions were committed long ago. Here each of them has its own answer, see
 * {@link TransactionFate}: committed is a success, open fails the job, which tries again from its checkpoint, and where
 * answers are lost or may be, the policy decides.
 */
final class VerifiedCommitter implements Committer<KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final TransactionInquiry inquiry;
    private final AbortedTransactions policy;

    VerifiedCommitter(Committer<KafkaCommittable> committer, TransactionInquiry inquiry, AbortedTransactions policy) {
        this.committer = committer;
        this.inquiry = inquiry;
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
        KafkaCommittable transaction = request.getCommittable();
        String id = transaction.getTransactionalId();
        TransactionDescription told = inquiry.describe(id);
        switch (TransactionFate.of(transaction, told)) {
            case COMMITTED -> {
                LOG.info("Transaction {} was committed before; nothing is lost.", id);
                request.signalAlreadyCommitted();
            }
            case OPEN ->
                throw new IOException(
                        "transaction " + id + " must be committed now, it is open still: found "
                                + TransactionInquiry.named(reason) + "; the job restarts and tries again, or "
                                + TransactionInquiry.remedy(reason),
                        reason);
            case ABORTED -> accept(request, aborted(id, told), "restore a savepoint from before the outage", reason);
            case FORGOTTEN -> accept(request, forgotten(id), "restore a younger savepoint", reason);
            case OVERWRITTEN -> accept(request, overwritten(transaction, told), "restore a younger savepoint", reason);
        }
    }

    private void accept(WatchedRequest request, String loss, String remedy, Throwable reason) throws IOException {
        if (policy == AbortedTransactions.FAIL) {
            throw new IOException(
                    loss + "; " + remedy + ", or set " + RivuletOptions.ABORTED_TRANSACTIONS.key()
                            + " to accept to go on",
                    reason);
        }
        LOG.error("{}; the job goes on, as {} says.", loss, RivuletOptions.ABORTED_TRANSACTIONS.key());
        request.giveUp(reason);
    }

    private static String aborted(String id, @Nullable TransactionDescription told) {
        return "a transaction of a checkpoint must be committed within " + RivuletOptions.TRANSACTION_TIMEOUT.key()
                + ", but transaction " + id + " is " + (told == null ? "unknown" : told.state())
                + ": broker or job were away for longer, and its answers are lost";
    }

    private static String forgotten(String id) {
        return "a transaction of a checkpoint must be known to the broker, but transaction " + id + " is forgotten, as"
                + " brokers do transactional.id.expiration.ms (7 days unless set) after its end: its answers are there"
                + " if the job was stopped with this savepoint or ran on after it, and lost if broker or job were away"
                + " right after it for longer than " + RivuletOptions.TRANSACTION_TIMEOUT.key();
    }

    private static String overwritten(KafkaCommittable transaction, @Nullable TransactionDescription told) {
        return String.format(
                Locale.ROOT,
                "a transaction of a checkpoint must be the last of its id, but transaction %s of producer %d in epoch"
                        + " %d was followed by %s: this job has run from older state since, or another one uses its"
                        + " %s, and answers that were not committed before are lost",
                transaction.getTransactionalId(),
                transaction.getProducerId(),
                transaction.getEpoch(),
                told == null
                        ? "others"
                        : String.format(
                                Locale.ROOT,
                                "producer %d in epoch %d, %s",
                                told.producerId(),
                                told.producerEpoch(),
                                told.state()),
                RivuletOptions.TRANSACTION_PREFIX.key());
    }
}
