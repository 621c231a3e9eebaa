package io.rivulet.cli.run;

import io.rivulet.cli.option.UsageError;
import io.rivulet.testbed.kafka.Unreachable;

/** What is said when a command that talks to a broker fails. */
public final class RunFailures {
    private RunFailures() {}

    /** A broker that cannot be reached is a matter of addresses and options; anything else is ours. */
    public static Exception explain(Exception e) {
        return e instanceof Unreachable ? new UsageError(String.valueOf(e.getMessage()), e) : e;
    }
}
