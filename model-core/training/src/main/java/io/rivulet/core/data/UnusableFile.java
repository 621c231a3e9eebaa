package io.rivulet.core.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that can be read, and holds something else than it should. The message names the rule, what was found and the
 * remedy.
 */
public final class UnusableFile extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableFile(String message) {
        this(message, null);
    }

    public UnusableFile(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
