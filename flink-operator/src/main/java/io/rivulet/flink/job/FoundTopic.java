package io.rivulet.flink.job;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the brokers have it.
 *
 * @param partitions how many; 0 if that was not told, or if it comes to be with its first record
 * @param settings of the topic by their names; none if they were not told
 */
record FoundTopic(JobTopic topic, int partitions, Map<String, String> settings) {

    FoundTopic {
        settings = Map.copyOf(settings);
    }

    /** Throws {@link CannotStart} if the job could not do with this topic what it has to. */
    void require() {
        if (topic.read()) {
            requireReadable();
        }
        if (topic.option().equals(RivuletOptions.CONTROL_TOPIC) && partitions > 1) {
            throw new CannotStart(topic + " must have one partition, in which alone rollouts keep their order, found "
                    + partitions + "; create another one with --partitions 1");
        }
        if (topic.option().equals(RivuletOptions.DEAD_LETTER_TOPIC) && isCompacted()) {
            throw new CannotStart(topic + " must take records without a key, as letters of events without a session"
                    + " have none, found " + TopicConfig.CLEANUP_POLICY_CONFIG + "=" + cleanup()
                    + "; set it to delete");
        }
    }

    /** Whether its brokers compress each batch once more by a codec of their own. */
    boolean recompresses() {
        String codec = codec();
        return !codec.equals("producer") && !codec.equals("uncompressed");
    }

    private void requireReadable() {
        MissingCodec.named(codec()).ifPresent(missing -> {
            throw new CannotStart(topic + " must be compressed with a codec that Flink can load, found "
                    + TopicConfig.COMPRESSION_TYPE_CONFIG + "=" + missing + "; " + missing.remedy());
        });
    }

    private boolean isCompacted() {
        return cleanup().contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    private String cleanup() {
        return settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    }

    private String codec() {
        return settings.getOrDefault(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
    }
}
