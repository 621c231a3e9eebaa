package io.rivulet.cli;

import io.rivulet.cli.model.EvaluateCommand;
import io.rivulet.cli.model.GenerateCommand;
import io.rivulet.cli.model.InspectCommand;
import io.rivulet.cli.model.ModelFailures;
import io.rivulet.cli.model.ReportCommand;
import io.rivulet.cli.model.TrainClassifierCommand;
import io.rivulet.cli.model.TrainCommand;
import io.rivulet.cli.print.Console;
import io.rivulet.cli.prove.BenchCommand;
import io.rivulet.cli.prove.FuzzCommand;
import io.rivulet.cli.prove.QualifyCommand;
import io.rivulet.cli.run.InspectSavepointCommand;
import io.rivulet.cli.run.LocalCommand;
import io.rivulet.cli.run.PromptCommand;
import io.rivulet.cli.run.RolloutCommand;
import io.rivulet.cli.run.RunFailures;
import io.rivulet.cli.run.TailCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Starts one of the commands. */
public final class Main {
    private static final int HELP_COLUMNS = 100;

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        // Kafka, Flink and picocli write numbers, and change case, as the process's locale has it.
        Locale.setDefault(Locale.ROOT);
        // A log that cannot be written is no reason to fill the terminal with traces.
        System.setProperty("log4j2.StatusLogger.level", "OFF");
        Console console = Console.of(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                System.getProperty("rivulet.terminal.columns"));
        int exitCode = commandLine(console).execute(arguments);
        console.out().flush();
        console.err().flush();
        System.exit(exitCode);
    }

    /** The commands, writing to this console. */
    public static CommandLine commandLine(Console console) {
        List<CommandGroup> groups = groups(console);
        CommandLine line = new CommandLine(new RivuletCommand());
        groups.forEach(group -> group.commands().forEach(line::addSubcommand));
        Failures failures = new Failures(groups);
        line.setOut(console.out())
                .setErr(console.err())
                .setUsageHelpWidth(
                        Math.max(UsageMessageSpec.DEFAULT_USAGE_WIDTH, Math.min(HELP_COLUMNS, console.columns())))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Words mean what they say: none of them is a file with more words, and quotes are part of a value.
                .setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new GroupedCommands(groups));
        return line;
    }

    /** All commands, as the help shows them. */
    static List<CommandGroup> groups(Console console) {
        return List.of(
                CommandGroup.of(
                        "Run",
                        RunFailures::explain,
                        new LocalCommand(console),
                        new PromptCommand(console),
                        new TailCommand(console),
                        new RolloutCommand(console),
                        new InspectSavepointCommand(console)),
                CommandGroup.of(
                        "Model",
                        ModelFailures::explain,
                        new GenerateCommand(),
                        new TrainCommand(),
                        new EvaluateCommand(),
                        new ReportCommand(),
                        new InspectCommand(),
                        new TrainClassifierCommand()),
                CommandGroup.of(
                        "Prove",
                        UnaryOperator.identity(),
                        BenchCommand.line(console),
                        new QualifyCommand(console),
                        new FuzzCommand(console)),
                CommandGroup.of("Help", UnaryOperator.identity(), new HelpCommand(), new CompletionCommand()));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
