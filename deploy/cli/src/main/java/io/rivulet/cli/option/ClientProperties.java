package io.rivulet.cli.option;

import java.util.Map;
import java.util.function.Predicate;

/** What a file of Kafka's client properties may not say, because a command could not keep to it or to its promise. */
final class ClientProperties {
    private static final String SERIALIZER = "org.apache.kafka.common.serialization.ByteArraySerializer";
    private static final String DESERIALIZER = "org.apache.kafka.common.serialization.ByteArrayDeserializer";

    private final Map<String, String> properties;

    private ClientProperties(Map<String, String> properties) {
        this.properties = properties;
    }

    /** @throws UsageError if a property would be overridden, or would break what the commands promise */
    static void require(Map<String, String> properties) {
        ClientProperties given = new ClientProperties(properties);
        given.require("key.serializer", SERIALIZER::equals, SERIALIZER + ", as the commands write bytes");
        given.require("value.serializer", SERIALIZER::equals, SERIALIZER + ", as the commands write bytes");
        given.require("key.deserializer", DESERIALIZER::equals, DESERIALIZER + ", as the commands read bytes");
        given.require("value.deserializer", DESERIALIZER::equals, DESERIALIZER + ", as the commands read bytes");
        given.require("enable.auto.commit", "false"::equalsIgnoreCase, "false, as the commands commit no offset");
        given.require("transactional.id", id -> false, "left out, as the commands write no transactions");
        given.require(
                "acks", acks -> !acks.equals("0"), "all or 1, as a prompt's place is told when the broker has it");
    }

    private void require(String property, Predicate<String> kept, String rule) {
        String value = properties.get(property);
        if (value != null && !kept.test(value.strip())) {
            throw new UsageError("Kafka's property " + property + " must be " + rule + ", found " + value
                    + "; leave it out of the file of --properties");
        }
    }
}
