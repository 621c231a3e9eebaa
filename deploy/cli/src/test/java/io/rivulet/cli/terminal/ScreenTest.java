package io.rivulet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Lines out = new Lines(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void awayFromATerminalAStripIsPrintedOnceWhenItIsFinished() {
        Screen screen = new Screen(out, false);

        screen.show(lines("half"));
        screen.line(Marked.plain("a note"));
        screen.finish(lines("whole"));

        assertThat(written()).isEqualTo("a note\nwhole\n");
    }

    @Test
    void onATerminalTheStripIsRepaintedInPlaceBelowTheLines() {
        Screen screen = new Screen(out, true);

        screen.show(lines("one", "two"));
        screen.line(Marked.plain("a note"));

        assertThat(written())
                .isEqualTo("\u001b[2Kone\n\u001b[2Ktwo\n" + "\u001b[2A\r\u001b[J" + "a note\n"
                        + "\u001b[2Kone\n\u001b[2Ktwo\n");
    }

    @Test
    void aFinishedStripIsNotErased() {
        Screen screen = new Screen(out, true);
        screen.show(lines("half"));
        screen.finish(lines("whole"));
        int before = bytes.size();

        screen.line(Marked.plain("a note"));

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

    private static List<Marked> lines(String... texts) {
        return Stream.of(texts).map(Marked::plain).toList();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
