package io.rivulet.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What stands before every command; alone it shows them all. */
@Command(
        name = "rivulet",
        description = "Generates sequences inside Apache Flink: runs the job and talks to it, trains and measures"
                + " its models, and proves what is promised of both.",
        synopsisSubcommandLabel = "[COMMAND]",
        versionProvider = RivuletCommand.Version.class,
        footer = {
            "",
            "rivulet COMMAND --help tells a command's options. What cannot be used is refused in one line, with exit"
                    + " code 2.",
            "JAVA_HOME names the Java to run on, otherwise it is taken from the PATH; RIVULET_JAVA_OPTS adds options"
                    + " for the JVM, with quotes around white space. Logs and results stay in .rivulet, in the checkout"
                    + " or the current folder, or in the state folder of whoever may not write there."
        })
final class RivuletCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and end.")
    private boolean version;

    @Override
    public void run() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getOut());
    }

    /** The version of the jar, as Maven wrote it into the manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Version.class.getPackage().getImplementationVersion();
            return new String[] {"rivulet " + (version == null ? "of no release" : version)};
        }
    }
}
