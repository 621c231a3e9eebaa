package io.rivulet.testbed.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * How clients reach a broker.
 *
 * @param settings the user's own client properties, such as those for TLS; they win over ours
 * @param timeout how long to wait for the broker before giving up
 */
public record Connection(String bootstrapServers, Map<String, String> settings, Duration timeout) {
    /** Checks that there is somewhere to connect to. */
    public Connection {
        BrokerAddress.require(bootstrapServers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the broker needs time to answer, got " + timeout + "; allow 1 s");
        }
        settings = Map.copyOf(settings);
    }

    /** Plain connection to one broker, with patience for a local one. */
    public static Connection to(String bootstrapServers) {
        return new Connection(bootstrapServers, Map.of(), Duration.ofSeconds(15));
    }

    /** Says where, never with what: the settings may hold passwords. */
    @Override
    public String toString() {
        return "Connection[" + bootstrapServers + ", " + settings.size() + " settings]";
    }

    Properties properties(Map<String, String> ours) {
        Properties properties = new Properties();
        properties.putAll(ours);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(settings);
        return properties;
    }

    Unreachable noAnswer(String topic, Throwable cause) {
        return new Unreachable(new ClientFailure(this, topic, cause).message(), cause);
    }
}
