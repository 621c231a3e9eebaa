package io.rivulet.cli.model;

import io.rivulet.core.bundle.BundleException;
import io.rivulet.core.generate.InvalidSymbols;
import io.rivulet.core.generate.NonFiniteState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What a person types to work with a model. Errors are one line on standard error and exit code 2. */
@Command(
        name = "rivulet",
        description = "Works with a sequence model: an autoregressive variational state-space model in a bundle, which"
                + " is a folder or zip of config.json, model.safetensors and model.sha256.",
        subcommands = {
            TrainCommand.class,
            GenerateCommand.class,
            EvaluateCommand.class,
            InspectCommand.class,
            ReportCommand.class,
            TrainClassifierCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "See rivulet COMMAND --help for one command."})
public final class Main {

    static final int REFUSED = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, arguments) -> refuse(
                        e.getCommandLine(),
                        e.getMessage() + "; see "
                                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help"))
                .setExecutionExceptionHandler((e, command, parsed) -> refuse(command, message(e)));
    }

    private static int refuse(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println(message.replace('\n', ' '));
        err.flush();
        return REFUSED;
    }

    /** The message alone where a rule was broken; anything else names its kind, since its message may say nothing. */
    private static String message(Exception e) {
        boolean rule = e instanceof BundleException
                || e instanceof InvalidSymbols
                || e instanceof NonFiniteState
                || e instanceof IllegalArgumentException
                || e instanceof RefusedInput;
        if (rule && e.getMessage() != null) {
            return e.getMessage();
        }
        if (e instanceof UncheckedIOException || e instanceof IOException) {
            return "files must be readable and writable, found " + e + "; check path, rights and free space";
        }
        return "the command failed, found " + e + "; if the files and options are right, please report it";
    }
}
