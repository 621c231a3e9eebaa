package io.rivulet.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which model a command works with, in this process and without a job. */
public final class BundleOption {
    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Folder or zip of the model.")
    private Path path = Path.of("");

    /** The folder or zip. */
    public Path path() {
        return path;
    }
}
