package io.rivulet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Classes and messages that the pages name are those of the code. */
class DocumentedNamesTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*`([^`]+)`\\*\\*");
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+[./])*([A-Z][A-Za-z]*[a-z][A-Za-z]*)");
    private static final Pattern NAMED = Pattern.compile("\"name\": \"([A-Z][A-Za-z]+)\"");

    @Test
    void everyClassOfTheGlossaryAndOfWhereThingsAreExists() throws IOException {
        Set<String> classes = classes();
        for (String file : List.of("docs/concepts.md", "CONTRIBUTING.md", "flink-operator/README.md")) {
            for (String line : Files.readAllLines(Page.ROOT.resolve(file))) {
                String lastCells = line.startsWith("|") ? line.substring(line.indexOf('|', 1)) : "";
                for (String name : matches(CLASS, lastCells)) {
                    assertThat(classes).as("%s: %s", file, line).contains(name);
                }
            }
        }
    }

    @Test
    void everyMessageUnderTroubleshootingIsOneOfTheCode() throws IOException {
        String texts = texts();
        List<String> quoted = new ArrayList<>();
        boolean messages = false;
        for (String line : Files.readAllLines(Page.ROOT.resolve("docs/troubleshooting.md"))) {
            messages = line.startsWith("|") && (messages || line.startsWith("|message|"));
            String told = messages ? line.substring(0, line.indexOf('|', 1)) : "";
            quoted.addAll(matches(QUOTED, told));
            quoted.addAll(matches(BOLD, line));
        }

        assertThat(quoted).hasSizeGreaterThan(10).allSatisfy(message -> assertThat(texts)
                .contains(message));
    }

    /** The sources of what runs, texts that are put together of several joined. */
    private static String texts() throws IOException {
        StringBuilder texts = new StringBuilder();
        try (var files = Files.walk(Page.ROOT)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")
                            && Page.ROOT.relativize(file).toString().contains("src/main/"))
                    .toList()) {
                texts.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        return texts.toString();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Simple names of all classes in the sources, and of what Avro makes of the contracts. */
    private static Set<String> classes() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (var files = Files.walk(Page.ROOT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    classes.add(name.substring(0, name.lastIndexOf('.')));
                } else if (name.endsWith(".avsc")) {
                    classes.addAll(matches(NAMED, Files.readString(file)));
                }
            }
        }
        return classes;
    }
}
