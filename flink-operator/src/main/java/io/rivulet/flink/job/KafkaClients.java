package io.rivulet.flink.job;

import io.rivulet.flink.codec.ChunkRecords;
import io.rivulet.flink.codec.RawEventSchema;
import io.rivulet.flink.codec.RejectionRecords;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.state.RecordTypes;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The job's ends in Kafka: a source or two, and two sinks. */
final class KafkaClients {

    /** Kafka's own default. */
    private static final int DEFAULT_BATCH_BYTES = 1 << 14;

    private final Configuration options;
    private final String brokers;
    private final Properties properties;

    KafkaClients(Configuration options) {
        this.options = options;
        this.brokers = brokers(options);
        this.properties = KafkaProperties.of(options);
    }

    static String brokers(Configuration options) {
        return options.getOptional(RivuletOptions.BOOTSTRAP_SERVERS)
                .filter(addresses -> !addresses.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(RivuletOptions.BOOTSTRAP_SERVERS.key()
                        + " must be set, found nothing; name the brokers as host:port"));
    }

    VerifiedSource prompts() {
        return source(options.get(RivuletOptions.PROMPT_TOPIC));
    }

    /** ModelControls, if the job is to take any. */
    Optional<VerifiedSource> rollouts() {
        return options.getOptional(RivuletOptions.CONTROL_TOPIC).map(this::source);
    }

    private VerifiedSource source(String topic) {
        RawEventSchema events = new RawEventSchema(options.get(RivuletOptions.MAX_EVENT_BYTES), RecordTypes.RAW_EVENT);
        Properties consumer = consumer();
        KafkaSource<RawEvent> source = KafkaSource.<RawEvent>builder()
                .setTopics(topic)
                .setStartingOffsets(new StartOffsets(options.get(RivuletOptions.START_FROM)))
                .setProperties(consumer)
                .setDeserializer(events)
                .build();
        // The reader moves no position by itself, whatever the user calls the answer to lost records.
        consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new VerifiedSource(source, consumer, events, KafkaProperties.offsetsGone(options, properties));
    }

    private Properties consumer() {
        String bytes = ByteArrayDeserializer.class.getName();
        String group = options.get(RivuletOptions.GROUP_ID);
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.setProperty(
                KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
                properties.getProperty(ConsumerConfig.CLIENT_ID_CONFIG, group));
        consumer.putAll(properties);
        consumer.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
        consumer.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
        consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
        return consumer;
    }

    Sink<Chunk> chunks() {
        JobTopic topic = JobTopic.chunks(options);
        int bytes = RecordLimits.of(options).chunkBytes();
        return sink("chunks", new ChunkRecords(topic.name()), topic, bytes);
    }

    Sink<Rejection> deadLetters() {
        JobTopic topic = JobTopic.deadLetters(options);
        int bytes = RecordLimits.of(options).letterBytes();
        return sink("dead-letters", new RejectionRecords(topic.name(), bytes), topic, bytes);
    }

    private <T> Sink<T> sink(
            String name, KafkaRecordSerializationSchema<T> records, JobTopic topic, int largestRecord) {
        int requestBytes = KafkaProperties.requestBytes(options);
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(requestBytes));
        // A batch must fit where a record does.
        producer.setProperty(
                ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(Math.min(DEFAULT_BATCH_BYTES, largestRecord)));
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
            return new ExplainedSink<>(builder.build(), topic.toString());
        }
        String prefix = options.get(RivuletOptions.TRANSACTION_PREFIX) + "-" + name;
        builder.setTransactionalIdPrefix(prefix);
        ExplainedSink<T> sink = new ExplainedSink<>(builder.build(), topic.toString());
        return new VerifiedSink<>(sink, prefix, asking(), options.get(RivuletOptions.ABORTED_TRANSACTIONS));
    }

    private Properties asking() {
        Properties asking = new Properties();
        asking.putAll(properties);
        asking.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return asking;
    }
}
