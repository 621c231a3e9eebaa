package io.rivulet.flink.job;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What brokers and producers do not take, in a line that names topic, option and remedy. No event brings it about:
 * chunks are held to the limit before they are generated, dead letters are cut to it. It takes a change of the topic,
 * of rights or of jars since the job was submitted, or a setting that the job may not ask for.
 */
final class SinkFailure {

    private final String topic;

    /** @param topic with its option, as messages name them */
    SinkFailure(String topic) {
        this.topic = topic;
    }

    /** Throws the explanation of a failure, as an exception that needs no other; returns if it has none. */
    void explain(Throwable failure) throws IOException {
        Optional<String> missing = MissingCodec.explain(failure);
        if (missing.isPresent()) {
            throw new IOException("to " + topic + ": " + missing.get());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> rule = cause instanceof ApiException refused ? ruleOf(refused) : Optional.empty();
            if (rule.isPresent()) {
                throw new IOException(
                        topic + " " + String.format(Locale.ROOT, rule.get(), "(" + cause.getMessage() + ")"));
            }
        }
    }

    /** What the topic must, with a place for Kafka's own words; empty for what a restart may mend. */
    private static Optional<String> ruleOf(ApiException refused) {
        if (refused instanceof RecordTooLargeException) {
            return Optional.of("must take records as large as it took when the job was submitted, found a smaller limit"
                    + " %s; raise its max.message.bytes, or submit the job again, which then keeps below it, or lower "
                    + RivuletOptions.MAX_RECORD_BYTES.key());
        }
        if (refused instanceof TopicAuthorizationException) {
            return Optional.of(
                    "must let the job write, it does not %s; allow the job's user the operations Write and Describe");
        }
        if (refused instanceof TransactionalIdAuthorizationException) {
            return Optional.of("must let the job write in transactions, it does not %s; allow the job's user the"
                    + " operations Write and Describe on transactional ids that begin with "
                    + RivuletOptions.TRANSACTION_PREFIX.key());
        }
        if (refused instanceof ClusterAuthorizationException) {
            return Optional.of("must let the job write, its cluster does not %s; allow the job's user the operation"
                    + " IdempotentWrite");
        }
        boolean unknown = refused instanceof UnknownTopicOrPartitionException
                || refused instanceof TimeoutException
                        && String.valueOf(refused.getMessage()).contains("not present in metadata");
        if (unknown || refused instanceof InvalidTopicException) {
            return Optional.of("must exist as long as the job runs, found none %s; create it again, and see whether the"
                    + " brokers answer");
        }
        if (refused instanceof InvalidRecordException || refused instanceof PolicyViolationException) {
            return Optional.of("must take what the job writes, it does not %s; set its cleanup.policy to delete and its"
                    + " message.timestamp limits to their defaults");
        }
        return Optional.empty();
    }
}
