package io.rivulet.flink.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The options as people read them: the text of {@code --help}, which is a page of the documentation too. */
final class OptionsText {

    private static final int COLUMNS = 100;
    private static final String INDENT = "      ";

    private OptionsText() {}

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
            help.append("  --" + option.key() + " " + type(option) + "\n")
                    .append(wrapped(description(option) + fallback));
        }
        return help.toString();
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > COLUMNS) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).append('\n').toString();
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    /** What a value must be: the words of an enum, or a type. */
    static String type(ConfigOption<?> option) {
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
