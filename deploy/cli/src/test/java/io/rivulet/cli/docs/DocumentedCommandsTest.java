package io.rivulet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Main;
import io.rivulet.cli.print.Console;
import io.rivulet.flink.job.RivuletOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each command line in the pages is one that its program takes, and it is known what runs it. */
class DocumentedCommandsTest {
    private static final Pattern RIVULET = Pattern.compile("(?:deploy|bin)/rivulet\\b.*");
    private static final Pattern OTHER = Pattern.compile("(?:mvn|flink|npm|node|python3) .+|\\.ci/run");
    private static final Pattern COMMENT = Pattern.compile("\\s+#.*");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");
    private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");
    private static final Pattern TEST = Pattern.compile("-Dtest=(\\S+)");
    private static final Pattern OPTION = Pattern.compile("--(\\S+)");

    /** How commands of other programs begin, and the test or script that runs them, or what they stand for. */
    private static final Map<String, String> RUN_BY = new TreeMap<>(Map.ofEntries(
            Map.entry(".ci/run", ".ci/run"),
            Map.entry("mvn verify", ".ci/run"),
            Map.entry("mvn spotless:apply", ".ci/run"),
            Map.entry("mvn -DskipTests package", ".ci/run"),
            Map.entry("mvn -P sbom -DskipTests package", ".ci/run"),
            Map.entry("mvn -pl ", ".ci/run"),
            Map.entry("flink run ", "flink-operator/src/test/java/io/rivulet/flink/job/JobJarIT.java"),
            Map.entry("flink run -D", "deploy/testbed/src/main/java/io/rivulet/testbed/cluster/FlinkProcesses.java"),
            Map.entry("flink run -s ", "deploy/testbed/src/main/java/io/rivulet/testbed/cluster/FlinkProcesses.java"),
            Map.entry("flink stop ", "deploy/testbed/src/main/java/io/rivulet/testbed/cluster/FlinkProcesses.java"),
            Map.entry("npm install --no-package-lock --prefix docs/clients", ".ci/run"),
            Map.entry(
                    "node docs/clients/rivulet_client.mjs ",
                    "deploy/cli/src/test/java/io/rivulet/cli/local/ClientsTest.java"),
            Map.entry(
                    "python3 docs/clients/rivulet_client.py ",
                    "deploy/cli/src/test/java/io/rivulet/cli/local/ClientsTest.java"),
            Map.entry(
                    "python3 model-core/model/src/test/python/check_trace.py ",
                    "deploy/cli/src/test/java/io/rivulet/cli/model/TraceCheckTest.java")));

    /** Names of all files of the project. */
    private static Set<String> files = Set.of();

    @BeforeAll
    static void listFiles() throws IOException {
        try (var all = Files.walk(Page.ROOT)) {
            files = Set.copyOf(
                    all.map(Path::getFileName).map(Path::toString).distinct().toList());
        }
    }

    static Stream<String> ofRivulet() throws IOException {
        return Page.all().stream().flatMap(page -> commands(page.fencedLines(), RIVULET));
    }

    static Stream<String> ofRivuletInline() throws IOException {
        return Page.all().stream().flatMap(page -> commands(page.inlineCode(), RIVULET));
    }

    static Stream<String> ofOthers() throws IOException {
        return Page.all().stream()
                .flatMap(page -> commands(
                        Stream.concat(page.fencedLines().stream(), page.inlineCode().stream())
                                .toList(),
                        OTHER));
    }

    @ParameterizedTest
    @MethodSource("ofRivulet")
    void everyCommandOfRivuletIsTakenAsItStands(String command) {
        List<String> words = words(command);

        commandLine().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("ofRivuletInline")
    void everyCommandOfRivuletInTextIsThereWithItsOptions(String command) {
        CommandLine at = commandLine();
        for (String word : words(command).stream().skip(1).toList()) {
            CommandLine next = at.getSubcommands().get(word);
            if (next != null) {
                at = next;
            } else if (word.startsWith("--")) {
                assertThat(at.getCommandSpec().optionsMap()).containsKey(word);
            } else {
                assertThat(at.getParent()).as("%s is no command", word).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void itIsKnownWhatRunsEveryOtherCommand(String command) throws IOException {
        List<String> runners = RUN_BY.entrySet().stream()
                .filter(known -> command.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .toList();

        assertThat(runners).as("what runs it; add it to RUN_BY").isNotEmpty();
        assertThat(runners)
                .allSatisfy(runner -> assertThat(Page.ROOT.resolve(runner)).exists());
        for (String module : all(MODULE, command)) {
            assertThat(Page.ROOT.resolve(module).resolve("pom.xml")).exists();
        }
        for (String test : all(TEST, command)) {
            assertThat(files).contains(test + ".java");
        }
        if (command.startsWith("flink run ")) {
            Set<String> options = options();
            assertThat(all(OPTION, command))
                    .allSatisfy(option -> assertThat(options).contains(option));
        }
    }

    @Test
    void commandsOfEachKindAreFound() throws IOException {
        assertThat(ofRivulet()).contains("deploy/rivulet local").hasSizeGreaterThan(10);
        assertThat(ofRivuletInline()).contains("deploy/rivulet fuzz").hasSizeGreaterThan(10);
        assertThat(ofOthers()).contains("mvn verify").hasSizeGreaterThan(10);
    }

    private static Stream<String> commands(List<String> lines, Pattern pattern) {
        return lines.stream()
                .map(line -> COMMENT.matcher(line).replaceAll("").replaceAll("\\s*&$", ""))
                .filter(line -> pattern.matcher(line).matches());
    }

    /** The words of a command as a shell has them, which the pages quote with apostrophes alone. */
    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map((MatchResult word) -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
    }

    private static List<String> all(Pattern pattern, String command) {
        return pattern.matcher(command).results().map(found -> found.group(1)).toList();
    }

    private static Set<String> options() {
        return Set.copyOf(Stream.concat(RivuletOptions.ALL.stream().map(ConfigOption::key), Stream.of("config", "help"))
                .toList());
    }

    private static CommandLine commandLine() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return Main.commandLine(Console.of(nowhere, nowhere, Map.of(), null));
    }
}
