package io.rivulet.cli.option;

import org.jspecify.annotations.Nullable;

/** What the user can mend. The message names the rule, what was found and the remedy. */
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageError(String message) {
        this(message, null);
    }

    public UsageError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
