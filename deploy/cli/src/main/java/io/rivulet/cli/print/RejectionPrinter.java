package io.rivulet.cli.print;

import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.SourcePosition;

/** Prints dead letters, one a line. */
public final class RejectionPrinter {
    private final Console console;
    private final boolean json;

    /** A printer of lines for people or, if {@code json}, for programs. */
    public RejectionPrinter(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Prints a dead letter. */
    public void print(RejectedPrompt rejected) {
        console.out().println(json ? EventJson.of(rejected) : console.ink().alarm(line(rejected)));
    }

    /** One line for a person. */
    public static String line(RejectedPrompt rejected) {
        SourcePosition source = rejected.getSource();
        String who = rejected.getSessionId() == null
                ? "an event"
                : "request " + rejected.getRequestId() + " of session " + rejected.getSessionId();
        return "rejected " + who + " at " + source.getTopic() + "/" + source.getPartition() + "/" + source.getOffset()
                + ": " + rejected.getReason() + ": " + rejected.getMessage();
    }
}
