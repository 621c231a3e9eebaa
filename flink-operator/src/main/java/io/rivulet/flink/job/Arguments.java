package io.rivulet.flink.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The command line {@code --key value ...} as a configuration; keys that are no option are refused. */
final class Arguments {

    private static final String CONFIG = "config";

    private Arguments() {}

    static boolean asksForHelp(String[] args) {
        return List.of(args).contains("--help") || List.of(args).contains("-h");
    }

    /** The options in {@code args}, over those of the file that {@code --config} names. */
    static Configuration parse(String[] args) {
        Configuration given = new Configuration();
        Configuration fromFile = new Configuration();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException(
                        "options must begin with --, got an argument without; write --key value");
            }
            String key = argument.substring(2);
            if (key.contains("=")) {
                // What stands behind it may be a password.
                throw new IllegalArgumentException("options must be written --key value, got --"
                        + key.substring(0, key.indexOf('=')) + " with = behind it; put a space in its place");
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(
                        "every option must have a value, --" + key + " has none; write --" + key + " value");
            }
            if (key.equals(CONFIG)) {
                fromFile = file(rest.next());
            } else {
                set(given, key, rest.next());
            }
        }
        fromFile.addAll(given);
        for (ConfigOption<?> option : RivuletOptions.ALL) {
            requireValue(fromFile, option);
        }
        return fromFile;
    }

    private static void requireValue(Configuration options, ConfigOption<?> option) {
        try {
            options.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option.key() + " must be of the type that --help says, " + OptionsText.type(option) + ", found \""
                            + options.toMap().get(option.key()) + "\"; correct it",
                    e);
        }
    }

    private static Configuration file(String file) {
        Properties properties = properties(file);
        Configuration configuration = new Configuration();
        properties.stringPropertyNames().forEach(key -> set(configuration, key, properties.getProperty(key)));
        return configuration;
    }

    /** Reads a Java properties file in UTF-8. */
    static Properties properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a file of options must be a Java properties file in UTF-8 that can be read, found " + file + " ("
                            + reason(e) + "); correct it or the path",
                    e);
        }
        return properties;
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "nothing is there";
        }
        return e instanceof CharacterCodingException ? "not UTF-8" : String.valueOf(e.getMessage());
    }

    private static void set(Configuration configuration, String key, String value) {
        requireKnown(key);
        configuration.setString(key, value);
    }

    private static void requireKnown(String key) {
        boolean passedOn = key.startsWith(RivuletOptions.KAFKA_PREFIX) && !key.equals(RivuletOptions.KAFKA_PREFIX);
        if (!passedOn
                && RivuletOptions.ALL.stream().noneMatch(option -> option.key().equals(key))) {
            throw new IllegalArgumentException(
                    "options must be those that --help lists, got --" + key + "; the nearest is --" + nearest(key));
        }
    }

    private static String nearest(String key) {
        String nearest = CONFIG;
        for (ConfigOption<?> option : RivuletOptions.ALL) {
            if (distance(key, option.key()) < distance(key, nearest)) {
                nearest = option.key();
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: the least insertions, deletions and substitutions that make {@code a} of {@code b}. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
