package io.rivulet.testbed.kafka;

import org.jspecify.annotations.Nullable;

/** A broker or topic that does not answer. The message names the rule, what was found and the remedy. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
