package io.rivulet.cli;

import io.rivulet.cli.option.UsageError;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command ends that fails: what a person can mend is one line and exit code 2. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Exit code for what the user can mend: options, files, addresses. */
    static final int USAGE = 2;

    private final List<CommandGroup> groups;

    Failures(List<CommandGroup> groups) {
        this.groups = groups;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String message = e instanceof UnmatchedArgumentException unmatched && command.parent() == null
                ? "the commands are " + names() + ", got '"
                        + unmatched.getUnmatched().get(0) + "'"
                : ArgumentErrors.explain(e);
        return refuse(e.getCommandLine(), message + "; see " + command.qualifiedName() + " --help");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Exception explained =
                e instanceof UsageError ? e : group(command).explanation().apply(e);
        if (explained instanceof UsageError) {
            return refuse(command, String.valueOf(explained.getMessage()));
        }
        trace(command.getErr(), explained);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** What is ours to mend, for a report: as Java prints it, whatever an exception's message holds. */
    private static void trace(PrintWriter err, Throwable failure) {
        err.println(failure);
        for (StackTraceElement frame : failure.getStackTrace()) {
            err.println("    at " + frame);
        }
        if (failure.getCause() != null) {
            err.print("Caused by: ");
            trace(err, failure.getCause());
        }
        err.flush();
    }

    private static int refuse(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("rivulet: " + message);
        err.flush();
        return USAGE;
    }

    private String names() {
        return groups.stream().flatMap(group -> group.names().stream()).collect(Collectors.joining(", "));
    }

    private CommandGroup group(CommandLine command) {
        CommandLine first = command;
        while (first.getParent() != null && first.getParent().getParent() != null) {
            first = first.getParent();
        }
        String name = first.getCommandName();
        return groups.stream()
                .filter(group -> group.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every command is in a group, " + name + " is in none"));
    }
}
