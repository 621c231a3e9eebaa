package io.rivulet.cli.local;

import io.rivulet.cli.digits.Digit;
import io.rivulet.cli.print.Console;
import io.rivulet.cli.terminal.HalfBlocks;
import io.rivulet.cli.terminal.Marked;
import io.rivulet.cli.terminal.Picture;
import io.rivulet.cli.terminal.Screen;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.testbed.kafka.WireSymbols;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the demonstration's digits, several side by side. A digit shows the part of its prompt that the job has said it
 * absorbed, and below it what the job generated. Not thread safe.
 */
final class DigitDrawing {
    private static final class DrawnDigit {
        private final String title;
        private final Digit digit;
        private float[] pixels = new float[0];
        private int given;

        DrawnDigit(String title, Digit digit) {
            this.title = title;
            this.digit = digit;
        }

        void add(int position, float[] generated) {
            if (position > pixels.length) {
                given = Math.min(position, Digit.PIXELS);
                pixels = digit.pixels(0, given);
            }
            int known = pixels.length;
            pixels = Arrays.copyOf(pixels, Math.min(known + generated.length, Digit.PIXELS));
            System.arraycopy(generated, 0, pixels, known, pixels.length - known);
        }

        boolean finished() {
            return pixels.length == Digit.PIXELS;
        }

        Picture picture() {
            return new Picture(Digit.WIDTH, Digit.ROWS, given, pixels);
        }
    }

    private final Console console;
    private final Screen screen;
    private final List<DrawnDigit> drawn;
    private final Map<String, DrawnDigit> bySession = new HashMap<>();
    private int shown;

    /** Nothing is drawn yet. */
    DigitDrawing(Console console, Demonstration demonstration) {
        this.console = console;
        this.screen = console.screen();
        this.drawn = demonstration.digits().stream()
                .map(digit -> new DrawnDigit(demonstration.session(digit), digit))
                .toList();
        drawn.forEach(digit -> bySession.put(digit.title, digit));
    }

    /** A chunk of one of the digits arrived. */
    void add(GeneratedChunk chunk) {
        DrawnDigit digit = bySession.get(chunk.getSessionId());
        if (digit != null) {
            digit.add((int) chunk.getPosition(), WireSymbols.floats(chunk.getSymbols()));
        }
    }

    /** Shows what there is to see now: finished strips for good, the next one as it grows. */
    void paint() {
        int abreast = HalfBlocks.sideBySide(Digit.WIDTH, console.columns());
        while (shown < drawn.size()) {
            List<DrawnDigit> strip = drawn.subList(shown, Math.min(shown + abreast, drawn.size()));
            List<Marked> lines = HalfBlocks.strip(
                    strip.stream().map(digit -> digit.title).toList(),
                    strip.stream().map(DrawnDigit::picture).toList(),
                    console.ink());
            if (!strip.stream().allMatch(DrawnDigit::finished)) {
                screen.show(lines);
                return;
            }
            screen.finish(lines);
            shown += strip.size();
        }
    }

    /** A line above the pictures. */
    void line(Marked text) {
        screen.line(text);
    }
}
