package io.rivulet.flink.job;

import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, where the job is submitted, whether it can run as it is told to: whether Kafka's clients take their
 * properties, whether the brokers answer and have its topics, and how large records these take. What cannot be is a
 * {@link CannotStart}; what the job may not ask is logged as unchecked.
 */
final class StartCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    private StartCheck() {}

    /** The options, with limits of records that the topics take. */
    static Configuration fitted(Configuration options) {
        RecordLimits.of(options);
        requireOtherOutputs(options);
        String addresses = KafkaClients.brokers(options);
        Brokers.requireAddresses(addresses);
        Properties properties = KafkaProperties.of(options);
        try {
            ProducerConfig producer = ClientSettings.producer(options, properties);
            try (Brokers brokers = Brokers.at(addresses, properties)) {
                return fitted(options, producer, new FoundTopics(addresses, brokers).find(JobTopic.all(options)));
            }
        } catch (KafkaException e) {
            if (!ClientSettings.areElsewhere(properties)) {
                throw ClientSettings.refused(e);
            }
            LOG.warn(
                    "Kafka properties that config.providers find may be found by workers alone; unchecked are all of"
                            + " them, the topics and their limits, as from here {}",
                    ClientSettings.refused(e).getMessage());
            return options;
        }
    }

    private static Configuration fitted(Configuration options, ProducerConfig producer, List<FoundTopic> topics) {
        topics.forEach(FoundTopic::require);
        List<MissingCodec> missing = MissingCodec.missing();
        if (!missing.isEmpty()) {
            LOG.info("Batches of prompts must not be compressed with {}, whose jars are not in Flink's lib.", missing);
        }
        Configuration fitted = new Configuration(options);
        new TopicLimits(options, producer)
                .smallest(named(RivuletOptions.CHUNK_TOPIC, topics), named(RivuletOptions.DEAD_LETTER_TOPIC, topics))
                .putInto(fitted);
        return fitted;
    }

    private static FoundTopic named(ConfigOption<String> option, List<FoundTopic> topics) {
        return topics.stream()
                .filter(found -> found.topic().option().equals(option))
                .findFirst()
                .orElseThrow();
    }

    /** What the job would read of its own would be refused, and that refusal read again, without end. */
    private static void requireOtherOutputs(Configuration options) {
        List<JobTopic> all = JobTopic.all(options);
        for (JobTopic source : JobTopic.sources(options)) {
            for (JobTopic other : all) {
                if (!other.equals(source) && other.name().equals(source.name())) {
                    throw new CannotStart(
                            source + " must be another topic than " + other + "; name a topic for each of them");
                }
            }
        }
    }
}
