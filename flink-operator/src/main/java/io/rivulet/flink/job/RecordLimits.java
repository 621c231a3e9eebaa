package io.rivulet.flink.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.rivulet.flink.codec.RecordSizes;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How large the records are that the job writes, each topic's for itself: as the option says, or as the topics were
 * found to take when the job was submitted.
 *
 * @param chunkBytes of the largest chunk, as {@link RecordSizes} counts
 * @param letterBytes of the largest dead letter
 */
record RecordLimits(int chunkBytes, int letterBytes) {

    // What was found travels to the workers in the job's options; no user sets these.
    private static final ConfigOption<Integer> CHUNK_BYTES =
            key("rivulet.found.chunk.bytes").intType().noDefaultValue();
    private static final ConfigOption<Integer> LETTER_BYTES =
            key("rivulet.found.dead-letter.bytes").intType().noDefaultValue();

    /** The limits that {@code options} hold. */
    static RecordLimits of(Configuration options) {
        int option = options.get(RivuletOptions.MAX_RECORD_BYTES);
        int smallest = smallestLetter(options);
        if (option < smallest) {
            throw new IllegalArgumentException(RivuletOptions.MAX_RECORD_BYTES.key() + " must be at least " + smallest
                    + ", what the smallest dead letter needs, found " + option + "; raise it");
        }
        int unlessFound = Math.min(option, KafkaProperties.allowedRequestBytes(options));
        return new RecordLimits(
                options.getOptional(CHUNK_BYTES).orElse(unlessFound),
                options.getOptional(LETTER_BYTES).orElse(unlessFound));
    }

    /** Puts these into {@code options}. */
    void putInto(Configuration options) {
        options.set(CHUNK_BYTES, chunkBytes);
        options.set(LETTER_BYTES, letterBytes);
    }

    /** Below it not even an empty chunk would fit. */
    static int smallestChunk(ReadableConfig options) {
        return RecordSizes.smallestChunk(options.get(RivuletOptions.PROMPT_TOPIC));
    }

    /** Below it not every event would have a dead letter that fits. */
    static int smallestLetter(ReadableConfig options) {
        return JobTopic.sources(options).stream()
                .mapToInt(topic -> RecordSizes.smallestLetter(topic.name()))
                .max()
                .orElseThrow();
    }
}
