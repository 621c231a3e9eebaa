package io.rivulet.cli;

import org.jspecify.annotations.Nullable;

/** What the user can mend. The message names the rule, what was found and the remedy. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        this(message, null);
    }

    UsageError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
