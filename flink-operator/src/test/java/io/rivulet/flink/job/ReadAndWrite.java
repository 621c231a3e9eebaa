package io.rivulet.flink.job;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A program that reads a partition of a topic and writes to it by a codec, and says what its failures mean; then what
 * is said at start of a producer's codec.
 */
final class ReadAndWrite {

    private ReadAndWrite() {}

    public static void main(String[] args) {
        String address = args[0];
        String topic = args[1];
        String codec = args[2];
        System.out.println("read: " + said(() -> read(address, topic)));
        System.out.println("write: " + said(() -> write(address, topic, codec)));
        System.out.println("start: " + said(() -> start(address, topic, codec)));
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static String said(Attempt attempt) {
        try {
            attempt.make();
            return "ok";
        } catch (CannotStart e) {
            return e.getMessage();
        } catch (Throwable e) {
            return ExceptionUtils.findThrowable(e, IOException.class)
                    .map(Throwable::getMessage)
                    .or(() -> MissingCodec.explain(e))
                    .orElse("unexplained " + e);
        }
    }

    /** By the job's own source, until it has a record. */
    private static void read(String address, String topic) throws Exception {
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, address);
        List<KafkaPartitionSplit> partitions = Stream.of("prompts", topic)
                .map(name -> new KafkaPartitionSplit(new TopicPartition(name, 0), 0))
                .toList();
        try (SourceTask task = new SourceTask(new KafkaClients(options).prompts(), partitions)) {
            task.readUntil(1);
        }
    }

    private static void write(String address, String topic, String codec) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "compression.type", codec),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, new byte[100])).get();
        }
    }

    private static void start(String address, String topic, String codec) {
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, address);
        options.set(RivuletOptions.CHUNK_TOPIC, topic);
        options.setString(RivuletOptions.KAFKA_PREFIX + "compression.type", codec);
        StartCheck.fitted(options);
    }
}
