package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Begins and ends transactions on a broker, each of one record, as the tasks of a job do. */
record Transactions(Broker broker) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOPIC = "answers";

    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    /** What is to become of a transaction that a checkpoint remembers. */
    interface Ending {
        void of(FlinkKafkaInternalProducer<byte[], byte[]> producer) throws Exception;
    }

    /** As a checkpoint remembers a transaction to which this has happened since. */
    KafkaCommittable after(String id, Ending ending) throws Exception {
        return after(id, Duration.ofMinutes(1), ending);
    }

    /** @param timeout after which the broker aborts it */
    KafkaCommittable after(String id, Duration timeout, Ending ending) throws Exception {
        Properties properties = properties();
        properties.put("transaction.timeout.ms", (int) timeout.toMillis());
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer = new FlinkKafkaInternalProducer<>(properties, id)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, new byte[1])).get();
            KafkaCommittable remembered = new KafkaCommittable(producer.getProducerId(), producer.getEpoch(), id, null);
            ending.of(producer);
            return remembered;
        }
    }

    /** Commits it as a job does that was restored. */
    void commitRestored(KafkaCommittable transaction) {
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
                new FlinkKafkaInternalProducer<>(properties(), transaction.getTransactionalId())) {
            producer.resumeTransaction(transaction.getProducerId(), transaction.getEpoch());
            producer.commitTransaction();
        }
    }

    /** Another producer takes the id. */
    void take(String id) {
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer = new FlinkKafkaInternalProducer<>(properties(), id)) {
            producer.initTransactions();
        }
    }

    /** What the broker says of an id once it says what is awaited, where null is that it knows no such id. */
    @Nullable
    TransactionDescription await(String id, Predicate<@Nullable TransactionDescription> awaited) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        TransactionDescription told = inquiry().describe(id);
        while (!awaited.test(told)) {
            assertThat(Instant.now()).as("%s is %s", id, told).isBefore(end);
            Thread.sleep(20);
            told = inquiry().describe(id);
        }
        return told;
    }

    TransactionInquiry inquiry() {
        return new TransactionInquiry(properties());
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.address());
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        return properties;
    }
}
