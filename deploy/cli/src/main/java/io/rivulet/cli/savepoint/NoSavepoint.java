package io.rivulet.cli.savepoint;

import org.jspecify.annotations.Nullable;

/** A path at which the job left no savepoint. The message names the rule, what was found and the remedy. */
public final class NoSavepoint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSavepoint(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
