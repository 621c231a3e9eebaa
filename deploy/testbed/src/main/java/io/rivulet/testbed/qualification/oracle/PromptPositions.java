package io.rivulet.testbed.qualification.oracle;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Where prompts that are sent one after another to a new topic come to stand in it, by Kafka's rules alone. The topic
 * is the one that jobs read by default: what records say of a position does not depend on whose topic it is.
 */
public final class PromptPositions {
    private final long[] offsets;

    /** @param partitions of the topic */
    public PromptPositions(int partitions) {
        this.offsets = new long[partitions];
    }

    /** The next prompt, with its position; without a timestamp. */
    public PositionedPrompt next(PromptEvent prompt) {
        byte[] key = prompt.getSessionId().getBytes(StandardCharsets.UTF_8);
        int partition = BuiltInPartitioner.partitionForKey(key, offsets.length);
        SourcePosition source = SourcePosition.newBuilder()
                .setTopic(RivuletOptions.PROMPT_TOPIC.defaultValue())
                .setPartition(partition)
                .setOffset(offsets[partition]++)
                .build();
        return new PositionedPrompt(prompt, source);
    }
}
