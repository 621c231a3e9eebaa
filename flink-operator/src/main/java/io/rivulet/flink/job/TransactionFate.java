package io.rivulet.flink.job;

import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction that a checkpoint counts on, by what the broker says of its transactional id now.
 *
 * <p>A description tells of the last use of an id, so it is held against the producer id {@code p} and the epoch
 * {@code e} that the checkpoint remembers. What ends a transaction of epoch {@code e} leaves these:
 *
 * <pre>
 *                                    protocol 1         protocol 2
 * committed by the task that wrote   commit, e          commit, e + 1
 * committed after a restore          commit, e          commit, e       (the end is asked for as in protocol 1)
 * aborted by its own producer        abort,  e          abort,  e + 1
 * aborted by the broker's timeout    abort,  e + 1      abort,  e + 1
 * its id taken by another producer   empty,  e + 2      empty,  e + 2   (aborts, then takes a further epoch)
 * </pre>
 *
 * An id that is taken after its transaction was committed is empty at {@code e + 1} or {@code e + 2}. So a commit at
 * {@code e} or {@code e + 1} is this transaction's, or followed its commit. An abort there is this one's. And what is
 * further on, or under another producer id, hides which of both it was: ids must not be handed out again while a
 * checkpoint counts on them.
 */
enum TransactionFate {
    /** Its records are there. */
    COMMITTED,
    /** Its records are lost. */
    ABORTED,
    /** It can be committed still. */
    OPEN,
    /** The broker knows no such id, as it does {@code transactional.id.expiration.ms} after its last use. */
    FORGOTTEN,
    /** Something else has used the id since, and the broker tells of that alone. */
    OVERWRITTEN;

    /** @param told of its id; null where the broker knows no such id */
    static TransactionFate of(KafkaCommittable transaction, @Nullable TransactionDescription told) {
        if (told == null) {
            return FORGOTTEN;
        }
        int epochs = told.producerEpoch() - transaction.getEpoch();
        if (told.producerId() != transaction.getProducerId() || epochs < 0 || epochs > 1) {
            return OVERWRITTEN;
        }
        return switch (told.state()) {
            case PREPARE_COMMIT, COMPLETE_COMMIT -> COMMITTED;
            case PREPARE_ABORT, COMPLETE_ABORT -> ABORTED;
            case ONGOING -> epochs == 0 ? OPEN : OVERWRITTEN;
            default -> OVERWRITTEN;
        };
    }
}
