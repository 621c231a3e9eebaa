package io.rivulet.flink.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the job's topics; what the brokers do not tell is logged as unchecked. */
final class FoundTopics {

    private static final Logger LOG = LoggerFactory.getLogger(FoundTopics.class);

    /** Settings of a topic, and what brokers call them for topics that are still to be. */
    private static final Map<String, String> OF_BROKERS = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "message.max.bytes",
            TopicConfig.COMPRESSION_TYPE_CONFIG, "compression.type",
            TopicConfig.CLEANUP_POLICY_CONFIG, "log.cleanup.policy");

    private final String addresses;
    private final Brokers brokers;

    /** @param addresses of the brokers, for messages */
    FoundTopics(String addresses, Brokers brokers) {
        this.addresses = addresses;
        this.brokers = brokers;
    }

    /** All of these, or {@link CannotStart} if one is not there and will not come to be. */
    List<FoundTopic> find(List<JobTopic> topics) {
        List<Question> questions = topics.stream().map(this::question).toList();
        return questions.stream().map(this::found).toList();
    }

    /** What is asked of a topic; all of them are, before any answer is waited for. */
    private record Question(
            JobTopic topic, KafkaFuture<TopicDescription> description, KafkaFuture<Map<String, String>> settings) {}

    private Question question(JobTopic topic) {
        return new Question(topic, brokers.topic(topic.name()), brokers.settingsOfTopic(topic.name()));
    }

    private FoundTopic found(Question question) {
        JobTopic topic = question.topic();
        int partitions = 0;
        try {
            partitions = brokers.answer(question.description()).partitions().size();
        } catch (UnknownTopicOrPartitionException e) {
            return created(topic);
        } catch (InvalidTopicException e) {
            throw new CannotStart(topic.option().key() + " must be a name that Kafka takes for a topic, found \""
                    + topic.name() + "\"; use letters, digits, dots, dashes and underscores");
        } catch (AuthenticationException e) {
            throw e;
        } catch (ApiException e) {
            LOG.warn("The brokers do not tell of {} ({}); unchecked is whether it exists.", topic, e.getMessage());
        }
        try {
            return new FoundTopic(topic, partitions, brokers.answer(question.settings()));
        } catch (ApiException e) {
            LOG.warn(
                    "The brokers do not tell the settings of {} ({}); unchecked is how large records it takes, how it"
                            + " is compressed and cleaned up. Allow the job DescribeConfigs on it.",
                    topic,
                    e.getMessage());
            return new FoundTopic(topic, partitions, Map.of());
        }
    }

    /** One that is not there: a producer's brokers may create it, a consumer's never do. */
    private FoundTopic created(JobTopic topic) {
        if (topic.read()) {
            throw missing(topic);
        }
        Map<String, String> broker;
        try {
            broker = brokers.settingsOfAnyBroker();
        } catch (ApiException e) {
            LOG.warn(
                    "The brokers have no {} and do not tell their settings ({}); unchecked is whether they create it"
                            + " with its first record.",
                    topic,
                    e.getMessage());
            return new FoundTopic(topic, 0, Map.of());
        }
        if (!Boolean.parseBoolean(broker.get("auto.create.topics.enable"))) {
            throw missing(topic);
        }
        Map<String, String> settings = new HashMap<>();
        OF_BROKERS.forEach((name, ofBroker) -> {
            String value = broker.get(ofBroker);
            if (value != null) {
                settings.put(name, value);
            }
        });
        return new FoundTopic(topic, 0, settings);
    }

    private CannotStart missing(JobTopic topic) {
        int partitions = topic.option().equals(RivuletOptions.CONTROL_TOPIC) ? 1 : 4;
        return new CannotStart(topic + " must exist, the brokers at " + addresses
                + " have none of that name; correct the option or create it: kafka-topics.sh --bootstrap-server "
                + addresses + " --create --topic " + topic.name() + " --partitions " + partitions);
    }
}
