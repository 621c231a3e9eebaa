package io.rivulet.cli.option;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.flink.serving.BundleLocation;
import java.io.IOException;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which model a command works with; it is found wherever a job would find it. */
public final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "The model: a bundle's folder or zip, at a path or a URI, or builtin:NAME.")
    private String location = "";

    /**
     * The model itself.
     *
     * @throws UsageError if none can be read there
     */
    public Bundle bundle() {
        return load(location);
    }

    /** Where it lies, for processes in other folders too. */
    public String location() {
        return absolute(location);
    }

    /**
     * The model at this location.
     *
     * @throws UsageError if none can be read there
     */
    public static Bundle load(String location) {
        try {
            return new BundleLocation(location).load();
        } catch (IOException | BundleException | IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * This location for processes in other folders too.
     *
     * @throws UsageError if no model can lie there
     */
    public static String absolute(String location) {
        try {
            return new BundleLocation(location).absolute().location();
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }
}
