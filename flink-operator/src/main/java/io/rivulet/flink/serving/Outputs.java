package io.rivulet.flink.serving;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.metrics.OperatorMetrics;
import io.rivulet.flink.metrics.Rejections;
import java.util.function.Consumer;

/** What a task puts out: chunks and dead letters, counted as they go. */
record Outputs(
        Consumer<Chunk> chunks, Consumer<Rejection> deadLetters, OperatorMetrics metrics, Rejections rejections) {

    /**
     * Puts out what came of a block.
     *
     * @param advanced steps by which the session's position moved
     * @param generated steps of the block, 0 if nothing was to be generated
     */
    void answer(Chunk chunk, long advanced, long generated) {
        chunks.accept(chunk);
        metrics.advanced(chunk.stepsAbsorbed(), advanced, generated);
    }

    /** Confirms that a session is erased. */
    void confirm(Chunk receipt) {
        metrics.forgotten();
        chunks.accept(receipt);
    }

    void reject(Rejection rejection) {
        rejections.count(rejection.reason());
        deadLetters.accept(rejection);
    }
}
