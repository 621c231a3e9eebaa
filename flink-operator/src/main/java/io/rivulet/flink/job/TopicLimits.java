package io.rivulet.flink.job;

import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large records may be, where the option, the topics and the producer's own settings each set a limit. */
final class TopicLimits {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);

    private final ReadableConfig options;
    private final ProducerConfig producer;

    TopicLimits(ReadableConfig options, ProducerConfig producer) {
        this.options = options;
        this.producer = producer;
    }

    /** The smallest of the limits for each topic that is written; the log says which these are. */
    RecordLimits smallest(FoundTopic chunks, FoundTopic deadLetters) {
        Limit ofChunks = smallest(chunks, RecordLimits.smallestChunk(options));
        Limit ofLetters = smallest(deadLetters, RecordLimits.smallestLetter(options));
        LOG.info(
                "Records have at most {} bytes in {}, by {}, and {} bytes in {}, by {}.",
                ofChunks.bytes(),
                chunks.topic(),
                ofChunks.name(),
                ofLetters.bytes(),
                deadLetters.topic(),
                ofLetters.name());
        return new RecordLimits(ofChunks.bytes(), ofLetters.bytes());
    }

    private Limit smallest(FoundTopic found, int least) {
        int option = options.get(RivuletOptions.MAX_RECORD_BYTES);
        Limit smallest = new Limit(option, RivuletOptions.MAX_RECORD_BYTES.key());
        if (producer.originals().containsKey(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)) {
            int bytes = producer.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
            smallest = smallest.or(new Limit(bytes, "the producer's " + ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        }
        long buffer = producer.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG);
        int buffered = (int) Math.min(Integer.MAX_VALUE, buffer);
        smallest = smallest.or(new Limit(buffered, "the producer's " + ProducerConfig.BUFFER_MEMORY_CONFIG));
        String topic = found.settings().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (topic != null) {
            int bytes = beforeCompression(Integer.parseInt(topic), found);
            smallest = smallest.or(new Limit(bytes, "the topic's " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
        }
        if (smallest.bytes() < least && smallest.bytes() < option) {
            throw new CannotStart(found.topic() + " must take records of " + least + " bytes at least, found "
                    + smallest.bytes() + " by " + smallest.name() + "; raise that");
        }
        return smallest;
    }

    /** The topic's limit is compared with a batch once it is compressed, and what looks random grows by that. */
    private int beforeCompression(int bytes, FoundTopic found) {
        boolean compressed =
                !producer.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG).equals("none");
        return compressed || found.recompresses() ? Math.max(0, bytes - bytes / 128 - 64) : bytes;
    }

    /** @param name of what sets it */
    private record Limit(int bytes, String name) {

        Limit or(Limit other) {
            return other.bytes < bytes ? other : this;
        }
    }
}
