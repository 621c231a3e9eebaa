package io.rivulet.cli.print;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.terminal.Marked;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.state.KeptSession;
import java.util.Locale;

/** Prints what is kept of sessions, a line each, the rollout in force, and the sum. */
public final class SessionPrinter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final boolean json;
    private long sessions;
    private long open;
    private long waiting;
    private long bytes;

    /** @param json whether a line is a JSON object for programs, with the whole fingerprint */
    public SessionPrinter(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Prints one session. */
    public void print(KeptSession session) {
        sessions++;
        open += session.openRequest() == null ? 0 : 1;
        waiting += session.waiting();
        bytes += session.bytes();
        console.out().println(json ? Marked.json(asJson(session)) : Marked.plain(asText(session)));
    }

    /**
     * Prints the rollout in force.
     *
     * @param configured the model of the job's configuration for which it holds
     */
    public void print(Rollout rollout, String configured) {
        console.out()
                .println(json ? Marked.json(asJson(rollout, configured)) : Marked.plain(asText(rollout, configured)));
    }

    /** Prints what was printed in sum, unless it is for programs. */
    public void sum() {
        if (!json) {
            console.out()
                    .printf(Locale.ROOT, "sessions=%d open=%d waiting=%d bytes=%d%n", sessions, open, waiting, bytes);
        }
    }

    /** How many sessions were printed. */
    public long sessions() {
        return sessions;
    }

    private static String asText(KeptSession session) {
        StringBuilder line = new StringBuilder(session.sessionId()).append("  ");
        String fingerprint = session.fingerprint();
        if (fingerprint == null) {
            line.append("no state");
        } else {
            line.append(session.steps()).append(" steps, ").append(session.symbolsPending());
            line.append(" symbols pending, model ").append(new Fingerprint(fingerprint).shortened());
        }
        if (session.openRequest() != null) {
            line.append(", answers request ").append(session.openRequest());
            line.append(" from block ").append(session.nextBlock());
        }
        if (session.waiting() > 0) {
            line.append(", ").append(session.waiting()).append(" waiting");
        }
        return line.append(", ").append(session.bytes()).append(" bytes").toString();
    }

    private static String asText(Rollout rollout, String configured) {
        return "rollout in force while the job is configured with " + configured + ": model " + rollout.model() + ", "
                + new Fingerprint(rollout.fingerprint()).shortened() + ", at " + rollout.path() + ", policy "
                + rollout.policy().name().toLowerCase(Locale.ROOT);
    }

    private static String asJson(Rollout rollout, String configured) {
        ObjectNode line = JSON.createObjectNode();
        line.putObject("rollout_in_force")
                .put("configured_model", configured)
                .put("model", rollout.model())
                .put("path", rollout.path())
                .put("fingerprint", rollout.fingerprint())
                .put("policy", rollout.policy().name());
        return line.toString();
    }

    private static String asJson(KeptSession session) {
        return JSON.createObjectNode()
                .put("session_id", session.sessionId())
                .put("model_fingerprint", session.fingerprint())
                .put("steps", session.steps())
                .put("symbols_pending", session.symbolsPending())
                .put("open_request", session.openRequest())
                .put("next_block", session.nextBlock())
                .put("waiting", session.waiting())
                .put("bytes", session.bytes())
                .toString();
    }
}
