package io.rivulet.cli;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Commands of one purpose.
 *
 * @param heading above them in the help
 * @param explanation of what a command threw: a {@link io.rivulet.cli.option.UsageError} where a person can mend it
 * @param commands in the order of the help
 */
record CommandGroup(String heading, UnaryOperator<Exception> explanation, List<CommandLine> commands) {

    /** A group of objects that are annotated for picocli, or of lines. */
    static CommandGroup of(String heading, UnaryOperator<Exception> explanation, Object... commands) {
        return new CommandGroup(
                heading,
                explanation,
                Stream.of(commands)
                        .map(command -> command instanceof CommandLine line ? line : new CommandLine(command))
                        .toList());
    }

    List<String> names() {
        return commands.stream().map(CommandLine::getCommandName).toList();
    }
}
