package io.rivulet.flink.job;

import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether Kafka's clients take the properties of the user, found out where the job is submitted. */
final class ClientSettings {

    private static final List<String> OF_BROKERS = List.of("localhost:1");

    private ClientSettings() {}

    /**
     * What the producers of the job are set to.
     *
     * @throws KafkaException for a value that one of the job's clients would refuse
     * @throws CannotStart for a codec that cannot be loaded
     */
    static ProducerConfig producer(ReadableConfig options, Properties properties) {
        new AdminClientConfig(with(properties));
        new ConsumerConfig(ofConsumer(properties));
        ProducerConfig producer = new ProducerConfig(ofProducer(options, properties));
        requireCodec(producer);
        return producer;
    }

    /** Whether some of the values stand elsewhere, where perhaps only workers can read them. */
    static boolean areElsewhere(Properties properties) {
        return properties.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    }

    /** What Kafka says of its properties, or of who has them, as a reason not to start. */
    static CannotStart refused(KafkaException e) {
        if (e instanceof AuthenticationException) {
            return new CannotStart("the brokers must let the job in, they do not (" + e.getMessage()
                    + "); correct security.protocol and credentials among the Kafka properties");
        }
        KafkaException root = e;
        while (root.getCause() instanceof KafkaException deeper) {
            root = deeper;
        }
        return new CannotStart("what " + RivuletOptions.KAFKA_PROPERTIES_FILE.key() + " and "
                + RivuletOptions.KAFKA_PREFIX
                + "NAME hold must be properties of Kafka's clients, found one that is not ("
                + root.getMessage() + "); correct it");
    }

    private static Properties with(Properties properties) {
        Properties all = new Properties();
        all.putAll(properties);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, OF_BROKERS);
        return all;
    }

    private static Properties ofConsumer(Properties properties) {
        Properties consumer = with(properties);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return consumer;
    }

    private static Properties ofProducer(ReadableConfig options, Properties properties) {
        Properties producer = with(properties);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        if (options.get(RivuletOptions.DELIVERY) == DeliveryGuarantee.EXACTLY_ONCE) {
            producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, options.get(RivuletOptions.TRANSACTION_PREFIX));
        }
        return producer;
    }

    private static void requireCodec(ProducerConfig producer) {
        MissingCodec.named(producer.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG))
                .ifPresent(missing -> {
                    throw new CannotStart("compression.type must be a codec that Flink can load, found " + missing
                            + " among the Kafka properties; " + missing.remedy());
                });
    }
}
