package io.rivulet.testbed.qualification;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Where prompts that are sent one after another to a new topic come to stand in it, by Kafka's rules alone. */
final class PromptPlaces {
    private final String topic;
    private final long[] offsets;

    PromptPlaces(String topic, int partitions) {
        this.topic = topic;
        this.offsets = new long[partitions];
    }

    /** In the topic of any trial: what answers say of a place does not depend on whose it is. */
    static PromptPlaces ofTrial() {
        return new PromptPlaces(RivuletOptions.PROMPT_TOPIC.defaultValue(), Site.PARALLELISM);
    }

    /** Of the next prompt, which is this session's; without a timestamp. */
    SourcePosition next(String sessionId) {
        byte[] key = sessionId.getBytes(StandardCharsets.UTF_8);
        int partition = BuiltInPartitioner.partitionForKey(key, offsets.length);
        return SourcePosition.newBuilder()
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(offsets[partition]++)
                .build();
    }
}
