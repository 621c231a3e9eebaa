package io.rivulet.flink.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The options as people read them: the README's table, and the text of {@code --help}. */
final class OptionsText {

    private OptionsText() {}

    /** One line of Markdown an option, under a head. */
    static String table() {
        StringBuilder table = new StringBuilder("| option | type | default | what it does |\n|---|---|---|---|\n");
        for (ConfigOption<?> option : RivuletOptions.ALL) {
            String fallback = option.hasDefaultValue() ? "`" + shownDefault(option) + "`" : "none";
            table.append(
                    "| `%s` | %s | %s | %s |%n".formatted(option.key(), type(option), fallback, description(option)));
        }
        return table.toString().replace(System.lineSeparator(), "\n");
    }

    static String help() {
        StringBuilder help = new StringBuilder("""
                Answers prompts from a Kafka topic with generated sequences.

                Usage: flink run rivulet-job.jar --rivulet.kafka.bootstrap.servers HOST:PORT [--OPTION VALUE]...

                  --config FILE
                      Java properties file of options; those of the command line win.
                  --help
                      Show this text.
                """);
        for (ConfigOption<?> option : RivuletOptions.ALL) {
            String fallback = option.hasDefaultValue() ? " Default: " + shownDefault(option) + "." : "";
            help.append("  --%s %s%n      %s%s%n".formatted(option.key(), type(option), description(option), fallback));
        }
        return help.toString();
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    private static String type(ConfigOption<?> option) {
        Object value = option.hasDefaultValue() ? option.defaultValue() : "";
        if (value instanceof Enum<?> constant) {
            return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                    .map(OptionsText::shown)
                    .collect(Collectors.joining(", "));
        }
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String shownDefault(ConfigOption<?> option) {
        Object value = option.defaultValue();
        return value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : shown(value);
    }

    private static String shown(Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }
}
