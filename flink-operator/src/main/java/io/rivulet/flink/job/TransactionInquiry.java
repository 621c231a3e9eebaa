package io.rivulet.flink.job;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker about transactions.
 *
 * @param broker settings of a client
 */
record TransactionInquiry(Properties broker) {

    /**
     * What the broker says of an id; null if it knows no such id.
     *
     * @throws IOException if it does not say
     */
    @Nullable
    TransactionDescription describe(String transaction) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            return admin.describeTransactions(List.of(transaction))
                    .description(transaction)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return null;
            }
            throw unanswered(transaction, e.getCause());
        } catch (KafkaException e) {
            throw unanswered(transaction, e);
        }
    }

    private static IOException unanswered(String transaction, @Nullable Throwable cause) {
        return new IOException(
                "the broker must tell what became of transaction " + transaction + ", it did not: found " + named(cause)
                        + "; " + remedy(cause),
                cause);
    }

    /** What helps against a failure of the broker's. */
    static String remedy(@Nullable Throwable failure) {
        if (failure instanceof AuthorizationException) {
            return "allow the job's user to Describe and to Write the transactional ids that begin with "
                    + RivuletOptions.TRANSACTION_PREFIX.key();
        }
        if (failure instanceof AuthenticationException) {
            return "give the job credentials that the brokers accept, by " + RivuletOptions.KAFKA_PROPERTIES_FILE.key()
                    + " or " + RivuletOptions.KAFKA_PREFIX + "NAME";
        }
        if (failure instanceof UnsupportedVersionException) {
            return "use brokers of Kafka 3.0 or newer";
        }
        return "see whether the brokers answer";
    }

    /** The name of a failure alone: what it says may hold what is not for logs. */
    static String named(@Nullable Throwable failure) {
        return failure == null ? "no reason" : failure.getClass().getSimpleName();
    }
}
