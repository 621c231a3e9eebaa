package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.digits.Digit;
import io.rivulet.cli.digits.Digits;
import io.rivulet.cli.print.Console;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.WireSymbols;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One digit, away from a terminal: its strip is printed once, when it is finished. */
class DigitDrawingTest {
    private static final String GIVEN = "┃";
    private static final String GENERATED = "┊";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final Demonstration demonstration =
            new Demonstration(Digits.bundled().subList(0, 1), new DrawSettings(14, 1, Temperature.ONE));
    private final String session = demonstration.session(demonstration.digits().get(0));
    private final DigitDrawing drawing = new DigitDrawing(Console.of(stream, stream, Map.of(), null), demonstration);

    @Test
    void aDigitIsDrawnWhenItsLowerHalfIsThereBelowTheUpperOneThatWasGiven() {
        drawing.add(chunk(session, Demonstration.GIVEN, Digit.PIXELS / 4));
        drawing.paint();
        assertThat(lines()).isEmpty();
        drawing.add(chunk(session, Demonstration.GIVEN + Digit.PIXELS / 4, Digit.PIXELS / 4));
        drawing.paint();
        List<String> lines = lines();
        assertThat(lines.get(0)).startsWith(session);
        assertThat(lines).hasSize(1 + Digit.ROWS / 2);
        assertThat(lines.subList(1, 8)).allMatch(line -> line.startsWith(GIVEN));
        assertThat(lines.subList(8, 15)).allMatch(line -> line.startsWith(GENERATED));
    }

    @Test
    void whatBelongsToNoDigitIsNotDrawn() {
        drawing.add(chunk("mine", 0, Digit.PIXELS));
        drawing.paint();
        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static GeneratedChunk chunk(String session, int position, int symbols) {
        return GeneratedChunk.newBuilder()
                .setSessionId(session)
                .setRequestId("part-3")
                .setModel("m")
                .setModelFingerprint("f")
                .setChunkIndex(0)
                .setChunkCount(1)
                .setPosition(position)
                .setSymbols(WireSymbols.of(SymbolKind.BINARY, new float[symbols]))
                .setLast(true)
                .setSessionStart(SessionStart.NEW)
                .setStepsAbsorbed(0)
                .setEventTime(Instant.EPOCH)
                .setSource(new SourcePosition("t", 0, 0L, null))
                .build();
    }
}
