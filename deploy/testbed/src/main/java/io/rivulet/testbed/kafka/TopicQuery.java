package io.rivulet.testbed.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks a broker for a topic before anything is done with it. Clients that read or write wait for a topic that does not
 * exist, or let the broker create it.
 */
final class TopicQuery {
    private TopicQuery() {}

    /**
     * The partitions of the topic.
     *
     * @throws Unreachable if there is no such topic, or nobody who could tell
     */
    static List<TopicPartition> partitions(Connection connection, String topic) {
        try (Admin admin = Admin.create(connection.properties(Map.of()))) {
            DescribeTopicsOptions options = new DescribeTopicsOptions()
                    .timeoutMs(Math.toIntExact(connection.timeout().toMillis()));
            return admin.describeTopics(List.of(topic), options).allTopicNames().get().values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException | KafkaException | IllegalArgumentException | IllegalStateException e) {
            throw connection.noAnswer(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connection.noAnswer(topic, e);
        }
    }
}
