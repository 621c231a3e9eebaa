package io.rivulet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void awayFromATerminalAStripIsPrintedOnceWhenItIsFinished() {
        Screen screen = new Screen(out, false);

        screen.show(List.of("half"));
        screen.line("a note");
        screen.finish(List.of("whole"));

        assertThat(written()).isEqualTo("a note\nwhole\n");
    }

    @Test
    void onATerminalTheStripIsRepaintedInPlaceBelowTheLines() {
        Screen screen = new Screen(out, true);

        screen.show(List.of("one", "two"));
        screen.line("a note");

        assertThat(written())
                .isEqualTo("\u001b[2Kone\n\u001b[2Ktwo\n" + "\u001b[2A\r\u001b[J" + "a note\n"
                        + "\u001b[2Kone\n\u001b[2Ktwo\n");
    }

    @Test
    void aFinishedStripIsNotErased() {
        Screen screen = new Screen(out, true);
        screen.show(List.of("half"));
        screen.finish(List.of("whole"));
        int before = bytes.size();

        screen.line("a note");

        assertThat(written().substring(before)).isEqualTo("a note\n");
    }

    @Test
    void colourIsForTerminalsAndForThoseWhoDidNotRefuseIt() {
        assertThat(Ink.of(Map.of("TERM", "xterm"), true)).isEqualTo(Ink.COLOUR);
        assertThat(Ink.of(Map.of("TERM", "xterm"), false)).isEqualTo(Ink.PLAIN);
        assertThat(Ink.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo(Ink.PLAIN);
        assertThat(Ink.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true)).isEqualTo(Ink.COLOUR);
        assertThat(Ink.of(Map.of("TERM", "dumb"), true)).isEqualTo(Ink.PLAIN);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
