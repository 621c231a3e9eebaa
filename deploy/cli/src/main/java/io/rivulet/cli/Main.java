package io.rivulet.cli;

import io.rivulet.cli.print.Console;
import io.rivulet.testbed.kafka.Unreachable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Starts one of the commands. */
@Command(
        name = "deploy/rivulet",
        description = "Runs Rivulet on this machine, and talks to it on any broker.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /** Exit code for what the user can mend: options, files, addresses. */
    static final int USAGE = 2;

    private static final int HELP_COLUMNS = 100;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    private boolean help;

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        Console console = Console.of(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                System.getProperty("rivulet.terminal.columns"));
        System.exit(commandLine(console).execute(arguments));
    }

    /** The commands, writing to this console. */
    static CommandLine commandLine(Console console) {
        return new CommandLine(new Main())
                .addSubcommand(new LocalCommand(console))
                .addSubcommand(new PromptCommand(console))
                .addSubcommand(new TailCommand(console))
                .addSubcommand(new RolloutCommand(console))
                .addSubcommand(new InspectSavepointCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new QualifyCommand(console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> complain(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof UsageError || e instanceof Unreachable) {
                        return complain(command, e);
                    }
                    throw e;
                });
    }

    private static int complain(CommandLine command, Exception e) {
        command.getErr().println("rivulet: " + e.getMessage());
        command.getErr().println("  " + command.getCommandSpec().qualifiedName() + " --help lists the options");
        return USAGE;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
