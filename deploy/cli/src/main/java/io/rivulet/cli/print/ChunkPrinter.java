package io.rivulet.cli.print;

import io.rivulet.cli.terminal.HalfBlocks;
import io.rivulet.cli.terminal.Marked;
import io.rivulet.cli.terminal.Picture;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.testbed.kafka.WireSymbols;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints chunks, one a line, or the whole of an answer as a picture. */
public final class ChunkPrinter {
    private record Answer(String session, String request) {}

    private final Console console;
    private final boolean json;
    private final @Nullable Integer width;
    private final Map<Answer, float[]> unfinished = new HashMap<>();

    /** A printer; draws pictures if a width is given. */
    public ChunkPrinter(Console console, boolean json, @Nullable Integer width) {
        this.console = console;
        this.json = json;
        this.width = width;
    }

    /** Prints a chunk, or draws the answer that it ends. */
    public void print(GeneratedChunk chunk) {
        if (width != null) {
            draw(chunk, width);
        } else {
            console.out().println(json ? EventJson.of(chunk) : Marked.plain(line(chunk)));
        }
    }

    private static String line(GeneratedChunk chunk) {
        float[] symbols = WireSymbols.floats(chunk.getSymbols());
        StringBuilder line = new StringBuilder("session " + chunk.getSessionId() + " request " + chunk.getRequestId()
                + " chunk " + (chunk.getChunkIndex() + 1) + "/" + chunk.getChunkCount() + " at " + chunk.getPosition()
                + ", absorbed " + chunk.getStepsAbsorbed() + " steps");
        if (chunk.getEndReason() != null) {
            line.append(", ").append(chunk.getEndReason());
        }
        line.append(": ").append(EventJson.symbols(symbols));
        return line.toString();
    }

    /** Rows line up with the session's: an answer that starts inside a row is drawn from there. */
    private void draw(GeneratedChunk chunk, int width) {
        Answer answer = new Answer(chunk.getSessionId(), chunk.getRequestId());
        float[] symbols = WireSymbols.floats(chunk.getSymbols());
        float[] before = unfinished.remove(answer);
        if (before == null) {
            before = new float[Math.floorMod(chunk.getPosition(), width)];
        }
        float[] joined = java.util.Arrays.copyOf(before, before.length + symbols.length);
        System.arraycopy(symbols, 0, joined, before.length, symbols.length);
        if (!chunk.getLast()) {
            unfinished.put(answer, joined);
        } else if (joined.length > 0) {
            Picture picture = new Picture(width, (joined.length + width - 1) / width, 0, joined);
            String title = answer.session() + " " + answer.request();
            HalfBlocks.strip(List.of(title), List.of(picture), console.ink()).forEach(console.out()::println);
        }
    }
}
