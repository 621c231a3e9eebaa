package io.rivulet.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets the shell complete commands and options. */
@Command(
        name = "completion",
        header = "Print what lets bash or zsh complete commands and options.",
        description = "For this shell: source <(rivulet completion)")
final class CompletionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandLine rivulet = Objects.requireNonNull(spec).root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash("rivulet", rivulet));
        spec.commandLine().getOut().flush();
    }
}
