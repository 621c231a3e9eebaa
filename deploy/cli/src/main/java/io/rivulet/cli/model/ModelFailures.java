package io.rivulet.cli.model;

import io.rivulet.cli.option.UsageError;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.core.generate.InvalidSymbols;
import io.rivulet.core.generate.NonFiniteState;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is said when a command of this package fails: always one line. */
public final class ModelFailures {
    private ModelFailures() {}

    /** The message alone where a rule was broken; anything else names its kind, since its message may say nothing. */
    public static Exception explain(Exception e) {
        if (e instanceof UsageError) {
            return e;
        }
        boolean rule = e instanceof BundleException
                || e instanceof InvalidSymbols
                || e instanceof NonFiniteState
                || e instanceof IllegalArgumentException;
        if (rule && e.getMessage() != null) {
            return new UsageError(e.getMessage(), e);
        }
        if (e instanceof UncheckedIOException || e instanceof IOException) {
            return new UsageError(
                    "files must be readable and writable, found " + e + "; check path, rights and free space", e);
        }
        return new UsageError(
                "the command failed, found " + e + "; if the files and options are right, please report it", e);
    }
}
