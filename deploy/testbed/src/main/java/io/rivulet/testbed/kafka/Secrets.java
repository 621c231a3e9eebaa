package io.rivulet.testbed.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which of a client's settings nobody may read, and whether a message quotes one of them. */
final class Secrets {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'=;,:{}]+");
    private static final int SHORTEST_WORD = 3;

    private Secrets() {}

    /** The first setting whose value, or a word of it, stands in the message. */
    static Optional<String> quoted(String message, Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> isSecret(setting.getKey()) && stands(message, setting.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean stands(String message, String secret) {
        return !secret.isEmpty() && message.contains(secret)
                || BETWEEN_WORDS
                        .splitAsStream(secret)
                        .anyMatch(word -> word.length() >= SHORTEST_WORD && message.contains(word));
    }

    /** Kafka says which of its own are; what it does not know is for a plug-in, and may be. */
    private static boolean isSecret(String name) {
        return Stream.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef())
                .flatMap(known -> Stream.ofNullable(known.configKeys().get(name)))
                .allMatch(key -> key.type == ConfigDef.Type.PASSWORD);
    }
}
