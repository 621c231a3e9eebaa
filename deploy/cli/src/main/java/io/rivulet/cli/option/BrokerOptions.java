package io.rivulet.cli.option;

import io.rivulet.testbed.kafka.Connection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which broker and how to reach it. */
public final class BrokerOptions {
    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "The broker, or several with commas between them.")
    private String bootstrapServers = "";

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Kafka client properties, for TLS, authentication and the like.")
    private @Nullable Path properties;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long to wait for the broker (default: ${DEFAULT-VALUE}).")
    private int connectSeconds;

    /**
     * How to reach the broker.
     *
     * @throws UsageError if an option cannot be used
     */
    public Connection connection() {
        if (bootstrapServers.isBlank()) {
            throw new UsageError("--bootstrap-servers must be host:port, got nothing; name a broker");
        }
        if (connectSeconds < 1) {
            throw new UsageError(
                    "--connect-timeout must be 1 or more, got " + connectSeconds + "; leave it out for 15");
        }
        return new Connection(bootstrapServers, settings(), Duration.ofSeconds(connectSeconds));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (properties != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(properties)) {
                file.load(reader);
            } catch (IOException e) {
                throw new UsageError(
                        "--properties must name a readable file, " + properties + " is none; correct the path", e);
            }
            file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
        }
        return settings;
    }
}
