package io.rivulet.cli;

import io.rivulet.cli.option.UsageError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command, or of all. */
@Command(name = "help", header = "Show all commands, or the options of one.")
final class HelpCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Whose options to show, such as bench pipeline.")
    private List<String> words = List.of();

    @Override
    public void run() {
        CommandLine command = Objects.requireNonNull(spec).root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new UsageError("help shows one of "
                        + String.join(", ", command.getSubcommands().keySet()) + ", got '" + word
                        + "'; leave it out for all commands");
            }
            command = next;
        }
        command.usage(command.getOut());
    }
}
