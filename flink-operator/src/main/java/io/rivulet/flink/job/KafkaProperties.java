package io.rivulet.flink.job;

import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The user's properties for Kafka's clients. Each of them wins; those that an option or a guarantee of the job decides
 * may only repeat what is decided, and anything else is refused by name, never overridden.
 */
final class KafkaProperties {

    private static final String LEAVE_OUT = "leave it out";
    private static final Set<String> ISOLATION_LEVELS = Set.of("read_committed", "read_uncommitted");

    private final Configuration options;
    private final Properties given;

    private KafkaProperties(Configuration options, Properties given) {
        this.options = options;
        this.given = given;
    }

    /**
     * The properties that {@code options} give, in a file or one by one.
     *
     * @throws IllegalArgumentException if one of them contradicts the job
     */
    static Properties of(Configuration options) {
        Properties given = new Properties();
        options.getOptional(RivuletOptions.KAFKA_PROPERTIES_FILE)
                .ifPresent(file -> given.putAll(Arguments.properties(file)));
        options.toMap().forEach((key, value) -> {
            if (key.startsWith(RivuletOptions.KAFKA_PREFIX)
                    && !key.equals(RivuletOptions.KAFKA_PROPERTIES_FILE.key())) {
                given.setProperty(key.substring(RivuletOptions.KAFKA_PREFIX.length()), value);
            }
        });
        KafkaProperties properties = new KafkaProperties(options, given);
        properties.checkClients();
        properties.checkReading();
        properties.checkWriting();
        return given;
    }

    /** What becomes of records that are gone: as the option says, else as {@code auto.offset.reset=none} does. */
    static OffsetsGone offsetsGone(Configuration options, Properties given) {
        return options.getOptional(RivuletOptions.OFFSETS_GONE)
                .orElse(
                        isNone(given.getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, ""))
                                ? OffsetsGone.FAIL
                                : RivuletOptions.OFFSETS_GONE.defaultValue());
    }

    /** Kafka's own default, which the limit of records may only raise. */
    static int requestBytes(Configuration options) {
        return Math.max(1 << 20, options.get(RivuletOptions.MAX_RECORD_BYTES) + (1 << 16));
    }

    /** The largest request that the user's properties allow. */
    static int allowedRequestBytes(Configuration options) {
        String given = of(options).getProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return given == null ? Integer.MAX_VALUE : Integer.parseInt(given.trim());
    }

    private void checkClients() {
        String brokers = options.getOptional(RivuletOptions.BOOTSTRAP_SERVERS).orElse("");
        require(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                value -> servers(value).equals(servers(brokers)),
                "as " + RivuletOptions.BOOTSTRAP_SERVERS.key() + " has it, " + brokers,
                setInstead(RivuletOptions.BOOTSTRAP_SERVERS));
    }

    private void checkReading() {
        String group = options.get(RivuletOptions.GROUP_ID);
        require(
                ConsumerConfig.GROUP_ID_CONFIG,
                group::equals,
                "as " + RivuletOptions.GROUP_ID.key() + " has it, " + group,
                setInstead(RivuletOptions.GROUP_ID));
        boolean reports = options.getOptional(RivuletOptions.OFFSETS_GONE)
                .filter(policy -> policy == OffsetsGone.REPORT)
                .isPresent();
        require(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                value -> value.equalsIgnoreCase("earliest") || (isNone(value) && !reports),
                reports
                        ? "earliest, as " + RivuletOptions.OFFSETS_GONE.key() + " is report"
                        : "earliest, or none to fail where records are gone",
                "set " + RivuletOptions.START_FROM.key() + " for where a new job starts, "
                        + RivuletOptions.OFFSETS_GONE.key() + " for records that are gone");
        require(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false"::equalsIgnoreCase,
                "false, since offsets are committed with checkpoints",
                LEAVE_OUT);
        require(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                ISOLATION_LEVELS::contains,
                "read_committed or read_uncommitted",
                LEAVE_OUT + " to read committed records");
        for (String property :
                Set.of(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG)) {
            require(
                    property,
                    ByteArrayDeserializer.class.getName()::equals,
                    ByteArrayDeserializer.class.getName() + ", since the job decodes events itself",
                    LEAVE_OUT);
        }
    }

    private void checkWriting() {
        DeliveryGuarantee guarantee = options.get(RivuletOptions.DELIVERY);
        String delivery = "as " + RivuletOptions.DELIVERY.key() + "="
                + guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-') + " needs it, ";
        if (guarantee != DeliveryGuarantee.NONE) {
            require(
                    ProducerConfig.ACKS_CONFIG,
                    value -> value.equals("all") || value.equals("-1"),
                    delivery + "all",
                    LEAVE_OUT);
        }
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
            require(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true"::equalsIgnoreCase, delivery + "true", LEAVE_OUT);
        }
        require(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                value -> false,
                "left out, since every task and checkpoint has its own",
                setInstead(RivuletOptions.TRANSACTION_PREFIX));
        long timeout = options.get(RivuletOptions.TRANSACTION_TIMEOUT).toMillis();
        require(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                value -> isNumber(value, number -> number == timeout),
                "as " + RivuletOptions.TRANSACTION_TIMEOUT.key() + " has it, " + timeout,
                setInstead(RivuletOptions.TRANSACTION_TIMEOUT));
        int least = RecordLimits.smallestLetter(options);
        require(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                value -> isNumber(value, number -> number >= least && number <= Integer.MAX_VALUE),
                least + " or more, what the smallest dead letter needs; where it is below "
                        + RivuletOptions.MAX_RECORD_BYTES.key() + ", it wins",
                "raise it");
        for (String property :
                Set.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
            require(
                    property,
                    ByteArraySerializer.class.getName()::equals,
                    ByteArraySerializer.class.getName() + ", since the job encodes records itself",
                    LEAVE_OUT);
        }
    }

    private static String setInstead(ConfigOption<?> option) {
        return "set " + option.key() + " in its place";
    }

    private void require(String property, Predicate<String> inForce, String rule, String remedy) {
        String value = given.getProperty(property);
        if (value != null && !inForce.test(value.trim())) {
            throw new IllegalArgumentException(
                    "Kafka's property " + property + " must be " + rule + ", found " + value + "; " + remedy);
        }
    }

    private static boolean isNone(String reset) {
        return reset.trim().equalsIgnoreCase("none");
    }

    private static boolean isNumber(String value, Predicate<Long> test) {
        try {
            return test.test(Long.parseLong(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Set<String> servers(String list) {
        return Stream.of(list.split(",", -1)).map(String::trim).collect(Collectors.toSet());
    }
}
