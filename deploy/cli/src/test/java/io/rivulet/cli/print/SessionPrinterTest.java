package io.rivulet.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.state.KeptSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A savepoint is a file, and whoever wrote it chose the names in it. */
class SessionPrinterTest {
    private static final String HOSTILE = "x\u001b]0;title\u0007\nsessions=0 open=0\u2066\u009b";
    private static final String SHOWN = "x\\u{1b}]0;title\\u{7}\\u{a}sessions=0 open=0\\u{2066}\\u{9b}";
    private static final KeptSession SESSION = new KeptSession(HOSTILE, "f".repeat(64), 2, 0, HOSTILE, 0, 0, 5);
    private static final Rollout ROLLOUT =
            new Rollout(new SourcePosition("t", 0, 0L, 0L), HOSTILE, HOSTILE, "f".repeat(64), RolloutPolicy.KEEP);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Console console = Console.of(stream, stream, Map.of(), null);

    @Test
    void namesOfASavepointAreShownOnTheirLine() {
        SessionPrinter printer = new SessionPrinter(console, false);
        printer.print(SESSION);
        printer.print(ROLLOUT, HOSTILE);
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith(SHOWN + "  2 steps").contains("answers request " + SHOWN);
        assertThat(lines.get(1)).contains("with " + SHOWN + ": model " + SHOWN, "at " + SHOWN + ", policy keep");
    }

    @Test
    void asJsonTheyAreTheSameValues() throws Exception {
        SessionPrinter printer = new SessionPrinter(console, true);
        printer.print(SESSION);
        printer.print(ROLLOUT, HOSTILE);
        String written = bytes.toString(StandardCharsets.UTF_8);
        assertThat(written).doesNotContainPattern("[\\p{C}&&[^\n]]");
        List<String> lines = written.lines().toList();
        JsonNode session = new ObjectMapper().readTree(lines.get(0));
        assertThat(session.at("/session_id").textValue()).isEqualTo(HOSTILE);
        JsonNode rollout = new ObjectMapper().readTree(lines.get(1));
        assertThat(rollout.at("/rollout_in_force/path").textValue()).isEqualTo(HOSTILE);
    }
}
