package io.rivulet.flink.job;

import io.rivulet.flink.codec.ChunkRecords;
import io.rivulet.flink.codec.RawEventSchema;
import io.rivulet.flink.codec.RejectionRecords;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.state.RecordTypes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job's ends in Kafka: a source or two, and two sinks. */
final class KafkaClients {

    /** Kafka's own default, which the limit of records may only raise. */
    private static final int DEFAULT_REQUEST_BYTES = 1 << 20;

    private final Configuration options;
    private final String brokers;
    private final Properties properties;

    KafkaClients(Configuration options) {
        this.options = options;
        this.brokers = options.getOptional(RivuletOptions.BOOTSTRAP_SERVERS)
                .orElseThrow(() -> new IllegalArgumentException(RivuletOptions.BOOTSTRAP_SERVERS.key()
                        + " must be set, found nothing; name the brokers as host:port"));
        this.properties = properties(options);
    }

    KafkaSource<RawEvent> prompts() {
        return source(options.get(RivuletOptions.PROMPT_TOPIC));
    }

    /** ModelControls, if the job is to take any. */
    Optional<KafkaSource<RawEvent>> rollouts() {
        return options.getOptional(RivuletOptions.CONTROL_TOPIC).map(this::source);
    }

    private KafkaSource<RawEvent> source(String topic) {
        return KafkaSource.<RawEvent>builder()
                .setBootstrapServers(brokers)
                .setTopics(topic)
                .setGroupId(options.get(RivuletOptions.GROUP_ID))
                .setStartingOffsets(options.get(RivuletOptions.START_FROM).offsets())
                .setProperties(properties)
                .setDeserializer(new RawEventSchema(options.get(RivuletOptions.MAX_EVENT_BYTES), RecordTypes.RAW_EVENT))
                .build();
    }

    Sink<Chunk> chunks() {
        return sink("chunks", new ChunkRecords(options.get(RivuletOptions.CHUNK_TOPIC)));
    }

    Sink<Rejection> deadLetters() {
        return sink("dead-letters", new RejectionRecords(options.get(RivuletOptions.DEAD_LETTER_TOPIC)));
    }

    private <T> Sink<T> sink(String name, KafkaRecordSerializationSchema<T> records) {
        int requestBytes = Math.max(DEFAULT_REQUEST_BYTES, options.get(RivuletOptions.MAX_RECORD_BYTES) + (1 << 16));
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(requestBytes));
        producer.putAll(properties);
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(options.get(RivuletOptions.TRANSACTION_TIMEOUT).toMillis()));
        DeliveryGuarantee guarantee = options.get(RivuletOptions.DELIVERY);
        KafkaSinkBuilder<T> builder = KafkaSink.<T>builder()
                .setBootstrapServers(brokers)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(records)
                .setDeliveryGuarantee(guarantee);
        if (guarantee != DeliveryGuarantee.EXACTLY_ONCE) {
            return builder.build();
        }
        builder.setTransactionalIdPrefix(options.get(RivuletOptions.TRANSACTION_PREFIX) + "-" + name);
        return new VerifiedSink<>(builder.build(), asking(), options.get(RivuletOptions.ABORTED_TRANSACTIONS));
    }

    private Properties asking() {
        Properties asking = new Properties();
        asking.putAll(properties);
        asking.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return asking;
    }

    private static Properties properties(Configuration options) {
        Properties properties = new Properties();
        options.getOptional(RivuletOptions.KAFKA_PROPERTIES_FILE)
                .ifPresent(file -> properties.putAll(Arguments.properties(Path.of(file))));
        options.toMap().forEach((key, value) -> {
            if (key.startsWith(RivuletOptions.KAFKA_PREFIX)
                    && !key.equals(RivuletOptions.KAFKA_PROPERTIES_FILE.key())) {
                properties.setProperty(key.substring(RivuletOptions.KAFKA_PREFIX.length()), value);
            }
        });
        return properties;
    }
}
