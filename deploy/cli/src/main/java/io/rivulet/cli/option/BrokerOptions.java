package io.rivulet.cli.option;

import io.rivulet.testbed.kafka.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final char BYTE_ORDER_MARK = '\ufeff';

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
        if (connectSeconds < 1) {
            throw new UsageError(
                    "--connect-timeout must be 1 or more, got " + connectSeconds + "; leave it out for 15");
        }
        try {
            return new Connection(bootstrapServers, settings(), Duration.ofSeconds(connectSeconds));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--bootstrap-servers cannot be used: " + e.getMessage(), e);
        }
    }

    private Map<String, String> settings() {
        if (properties == null) {
            return Map.of();
        }
        Map<String, String> settings = read(properties);
        String servers = settings.get(BOOTSTRAP_SERVERS);
        if (servers != null && !servers.strip().equals(bootstrapServers.strip())) {
            throw new UsageError("--properties must not name another broker than --bootstrap-servers, found both "
                    + servers + " and " + bootstrapServers + "; leave one of them out of the file, or make them equal");
        }
        ClientProperties.require(settings);
        return settings;
    }

    /** What is wrong is told without a word of the file: any may be secret. */
    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            properties.load(reader);
        } catch (CharacterCodingException e) {
            throw new UsageError("--properties must name a file in UTF-8, " + file + " is none; save it as UTF-8", e);
        } catch (IOException e) {
            throw new UsageError("--properties must name a readable file, " + file + " is none; correct the path", e);
        } catch (IllegalArgumentException e) {
            throw new UsageError(
                    "--properties must name a file of KEY=VALUE lines, found a \\u without four hexadecimal digits in "
                            + file + "; write a backslash twice",
                    e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
