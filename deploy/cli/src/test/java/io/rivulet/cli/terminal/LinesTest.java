package io.rivulet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinesTest {
    private static final String FOREIGN = "a\u001b[31m\nb\u202e\u009b";
    private static final String SHOWN = "a\\u{1b}[31m\\u{a}b\\u{202e}\\u{9b}";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Lines lines = new Lines(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void aLineIsOneLineWhoeverWroteIt() {
        lines.println(FOREIGN);
        lines.println((Object) Path.of(FOREIGN));
        lines.println(Marked.plain(FOREIGN));
        assertThat(written()).isEqualTo((SHOWN + "\n").repeat(3));
    }

    @Test
    void whatAFormatIsGivenStaysInItsPlace() {
        lines.printf(Locale.ROOT, "%s|%d%n", FOREIGN, 1);
        lines.printf(Locale.ROOT, "%.1f|%s|%s%n", 0.5, Path.of(FOREIGN), null);
        lines.append(String.format(Locale.ROOT, "%n")).flush();
        assertThat(written()).isEqualTo(SHOWN + "|1\n0.5|" + SHOWN + "|null\n\n");
    }

    static Stream<Consumer<Lines>> otherWays() {
        return Stream.of(
                lines -> lines.print(FOREIGN),
                lines -> lines.print(FOREIGN.toCharArray()),
                lines -> lines.print((Object) FOREIGN),
                lines -> lines.write(FOREIGN),
                lines -> lines.append(FOREIGN),
                lines -> lines.append("x" + FOREIGN + "y", 1, 1 + FOREIGN.length()),
                lines -> FOREIGN.chars().forEach(lines::write),
                lines -> FOREIGN.chars().forEach(c -> lines.append((char) c)));
    }

    @ParameterizedTest
    @MethodSource("otherWays")
    void textOfSeveralLinesKeepsItsLinesAndNothingElse(Consumer<Lines> way) {
        way.accept(lines);
        lines.flush();
        assertThat(written()).isEqualTo(SHOWN.replace("\\u{a}", "\n"));
    }

    @Test
    void marksAreObeyedAndWhatStandsBetweenThemIsNot() {
        lines.println(Ink.COLOUR.alarm(FOREIGN).and(" ").and(FOREIGN));
        assertThat(written()).isEqualTo("\u001b[31m" + SHOWN + "\u001b[0m " + SHOWN + "\n");
    }

    @Test
    void jsonStaysWhatItIs() {
        lines.println(Marked.json("{\"a\":\"\\\\u{1b}\u009b\u202e\"}"));
        assertThat(written()).isEqualTo("{\"a\":\"\\\\u{1b}\\u009b\\u202e\"}\n");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
