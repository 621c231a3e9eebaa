package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.print.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineTest {
    private static final Console NOWHERE = Console.of(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of(),
            null);

    /** The words of every command, and of every command of a command. */
    static Stream<List<String>> commands() {
        return commands(List.of(), Main.commandLine(NOWHERE));
    }

    private static Stream<List<String>> commands(List<String> words, CommandLine line) {
        return line.getSubcommands().entrySet().stream().flatMap(command -> {
            List<String> longer = new ArrayList<>(words);
            longer.add(command.getKey());
            return Stream.concat(Stream.of(longer), commands(longer, command.getValue()));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOfEachCommandTellsEachOfItsOptions(List<String> words) {
        CommandRun run =
                CommandRun.of(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: rivulet " + String.join(" ", words));
        CommandLine line = Main.commandLine(NOWHERE);
        for (String word : words) {
            line = line.getSubcommands().get(word);
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            assertThat(run.out()).contains(option.longestName());
        }
        assertThat(line.getCommandSpec().usageMessage().header())
                .as("what the list of commands says of it")
                .isNotEmpty();
    }

    @Test
    void theListShowsEveryCommandOnceUnderAHeading() {
        CommandRun list = CommandRun.of("--help");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains("Run:", "Model:", "Prove:");
        List<String> firstWords = list.lines().stream()
                .filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertThat(firstWords)
                .containsExactlyInAnyOrderElementsOf(
                        Main.commandLine(NOWHERE).getSubcommands().keySet());
        assertThat(CommandRun.of()).isEqualTo(list);
        assertThat(CommandRun.of("help")).isEqualTo(list);
        assertThat(CommandRun.of("help", "bench", "pipeline")).isEqualTo(CommandRun.of("bench", "pipeline", "--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "Local", "--fast", "benchmark"})
    void aWordThatIsNoCommandIsRefusedInOneLine(String word) {
        CommandRun run = CommandRun.of(word);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: the commands are local, prompt, ")
                .contains("got '" + word + "'")
                .endsWith("; see rivulet --help");
    }

    @Test
    void theCompletionKnowsCommandsAndOptions() {
        CommandRun run = CommandRun.of("completion");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("inspect-savepoint", "--bootstrap-servers");
    }

    @Test
    void theVersionIsOneLine() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).singleElement().asString().startsWith("rivulet ");
    }
}
