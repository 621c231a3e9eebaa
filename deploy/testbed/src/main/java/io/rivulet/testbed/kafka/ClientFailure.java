package io.rivulet.testbed.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What a Kafka client threw, as a person can mend it: the rule, what was found, and the remedy. */
record ClientFailure(Connection connection, String topic, Throwable thrown) {

    /** One line; no secret of the settings is in it. */
    String message() {
        String servers = connection.bootstrapServers();
        if (find(UnknownTopicOrPartitionException.class) != null) {
            return "the topic must exist, " + servers + " has no " + topic + "; create it or correct --topic";
        }
        if (find(InvalidTopicException.class) != null) {
            return "a topic's name must be 1 to 249 letters, digits, dots, underscores and hyphens, found '" + topic
                    + "'; correct --topic";
        }
        if (find(AuthenticationException.class) != null) {
            return "the broker at " + servers + " must accept who connects, found: " + found()
                    + "; correct --properties";
        }
        if (find(AuthorizationException.class) != null) {
            return "you must be allowed to use topic " + topic + " at " + servers + ", found that you are not; ask for"
                    + " the right, or connect as somebody else with --properties";
        }
        if (find(RecordTooLargeException.class) != null) {
            return "an event must fit client and topic, found: " + found()
                    + "; send fewer symbols at once, or raise max.request.size and the topic's max.message.bytes";
        }
        if (message(ConfigException.class).startsWith("No resolvable bootstrap urls")) {
            return "the host of a broker must have an address, found none for " + servers + "; correct its name";
        }
        if (find(org.apache.kafka.common.errors.TimeoutException.class) != null
                || find(TimeoutException.class) != null
                || find(DisconnectException.class) != null) {
            return "a broker must answer at " + servers + " within "
                    + connection.timeout().toSeconds() + " s, found none; check that it runs, its address, and the"
                    + " security that --properties ask for";
        }
        if (find(ConfigException.class) != null || find(InvalidConfigurationException.class) != null || isSettingUp()) {
            return "a client of " + servers + " must take the settings of --properties, found: " + found()
                    + "; correct them";
        }
        return "topic " + topic + " must answer at " + servers + " within "
                + connection.timeout().toSeconds() + " s, got " + found()
                + "; check address, topic name and --properties";
    }

    /** Whether a client could not even be made, or was told to work in a way that is not ours. */
    private boolean isSettingUp() {
        return message(KafkaException.class).startsWith("Failed to c")
                || !connection.settings().isEmpty()
                        && (thrown instanceof IllegalStateException || thrown instanceof IllegalArgumentException);
    }

    /** What the innermost of Kafka's exceptions says, and why. */
    private String found() {
        String said = "";
        for (Throwable cause : causes()) {
            if (cause instanceof KafkaException && cause.getMessage() != null && !echoes(cause)) {
                said = cause.getMessage();
            }
        }
        Throwable root = causes().get(causes().size() - 1);
        String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String found = said.isEmpty() ? why : said;
        if (!found.contains(why)) {
            found += ": " + why;
        }
        return Secrets.quoted(found, connection.settings())
                .map(name -> "a fault in " + name + ", whose value is secret")
                .orElse(found.endsWith(".") ? found.substring(0, found.length() - 1) : found);
    }

    private static boolean echoes(Throwable cause) {
        return cause.getCause() != null
                && String.valueOf(cause.getMessage()).equals(cause.getCause().toString());
    }

    private String message(Class<? extends Throwable> kind) {
        Throwable cause = find(kind);
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    private @Nullable Throwable find(Class<? extends Throwable> kind) {
        return causes().stream().filter(kind::isInstance).findFirst().orElse(null);
    }

    private List<Throwable> causes() {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
