package io.rivulet.testbed.qualification.job;

import io.rivulet.flink.event.Chunk;
import org.apache.flink.api.common.functions.FilterFunction;

/** Loses the first chunk of one answer. Sabotage: a checker must see it. */
final class DropFirstChunk implements FilterFunction<Chunk> {
    private static final long serialVersionUID = 1L;

    private final String requestId;

    DropFirstChunk(String requestId) {
        this.requestId = requestId;
    }

    @Override
    public boolean filter(Chunk chunk) {
        return chunk.index() > 0 || !chunk.origin().requestId().equals(requestId);
    }
}
