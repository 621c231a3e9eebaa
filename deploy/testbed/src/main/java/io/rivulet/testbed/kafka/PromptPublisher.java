package io.rivulet.testbed.kafka;

import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.PromptEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes prompts, keyed by session; {@code publish} returns only when the broker has each. */
public final class PromptPublisher implements AutoCloseable {
    private final Connection connection;
    private final String topic;
    private final EventCodec<PromptEvent> codec = EventCodec.prompts();
    private final Producer<byte[], byte[]> producer;

    /**
     * A publisher to one topic.
     *
     * @throws Unreachable if there is no such topic, or no broker that could tell
     */
    public PromptPublisher(Connection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
        TopicQuery.partitions(connection, topic);
        try {
            this.producer = new KafkaProducer<>(
                    connection.properties(settings(connection)), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException | IllegalArgumentException e) {
            throw connection.noAnswer(topic, e);
        }
    }

    private static Map<String, String> settings(Connection connection) {
        String patience = Long.toString(connection.timeout().toMillis());
        Map<String, String> settings = new HashMap<>(
                Map.of("acks", "all", "linger.ms", "0", "max.block.ms", patience, "request.timeout.ms", patience));
        // Those of the user's that make this up may be longer than ours.
        if (!connection.settings().containsKey("request.timeout.ms")
                && !connection.settings().containsKey("linger.ms")) {
            settings.put("delivery.timeout.ms", patience);
        }
        return settings;
    }

    /** Publishes a prompt; returns where it stands in the topic. */
    public Position publish(PromptEvent prompt) {
        return publish(prompt.getSessionId(), codec.encode(prompt));
    }

    /** Hands a prompt over and does not wait for the broker; what it could not deliver is told by {@code failed}. */
    public void send(PromptEvent prompt, Consumer<Exception> failed) {
        byte[] key = prompt.getSessionId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, codec.encode(prompt)), (ack, failure) -> {
            if (failure != null) {
                failed.accept(connection.noAnswer(topic, failure));
            }
        });
    }

    /** Publishes bytes that may be no prompt at all. */
    public Position publish(String sessionId, byte[] event) {
        byte[] key = sessionId.getBytes(StandardCharsets.UTF_8);
        try {
            RecordMetadata ack = producer.send(new ProducerRecord<>(topic, key, event))
                    .get(connection.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Position(ack.partition(), ack.offset());
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
            throw connection.noAnswer(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connection.noAnswer(topic, e);
        }
    }

    @Override
    public void close() {
        producer.close(connection.timeout());
    }
}
