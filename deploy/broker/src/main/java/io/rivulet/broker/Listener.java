package io.rivulet.broker;

import java.util.Map;

/**
 * Where a broker takes connections of clients, on loopback.
 *
 * @param name in capitals
 * @param port to listen on, or 0 for any free one
 * @param protocol as Kafka names it, such as {@code SASL_PLAINTEXT}
 * @param properties of the broker that the protocol needs
 */
public record Listener(String name, int port, String protocol, Map<String, String> properties) {
    public Listener {
        properties = Map.copyOf(properties);
    }

    /** A listener that asks nobody who he is. */
    public static Listener plain(int port) {
        return new Listener("PLAINTEXT", port, "PLAINTEXT", Map.of());
    }
}
