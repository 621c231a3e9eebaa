package io.rivulet.flink.job;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.jspecify.annotations.Nullable;

/**
 * A request to commit whose giving up is kept back until it is known what became of its transaction, whether Kafka's
 * committer knows the reason or not.
 */
final class WatchedRequest implements CommitRequest<KafkaCommittable> {

    private final CommitRequest<KafkaCommittable> request;
    private @Nullable Throwable givenUp;

    WatchedRequest(CommitRequest<KafkaCommittable> request) {
        this.request = request;
    }

    /** Why it was given up; null if it was not. */
    @Nullable
    Throwable givenUp() {
        return givenUp;
    }

    /** Lets it be given up. */
    void giveUp(Throwable reason) {
        request.signalFailedWithKnownReason(reason);
    }

    @Override
    public KafkaCommittable getCommittable() {
        return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
        return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
        givenUp = reason;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
        givenUp = reason;
    }

    @Override
    public void retryLater() {
        request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
        request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
        request.signalAlreadyCommitted();
    }

    /** Kafka's committer logs it. */
    @Override
    public String toString() {
        return String.valueOf(request);
    }
}
