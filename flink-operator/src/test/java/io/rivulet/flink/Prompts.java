package io.rivulet.flink;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.event.Symbols;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes prompts in few words. Immutable. */
public record Prompts(
        String session,
        String request,
        @Nullable String model,
        @Nullable Symbols observed,
        long generate,
        @Nullable Integer block,
        long seed,
        boolean reset,
        boolean forget) {

    public static Prompts to(String session) {
        return new Prompts(session, "request", null, null, 0, null, 7, false, false);
    }

    public Prompts request(String id) {
        return new Prompts(session, id, model, observed, generate, block, seed, reset, forget);
    }

    public Prompts model(String name) {
        return new Prompts(session, request, name, observed, generate, block, seed, reset, forget);
    }

    public Prompts observing(Symbols symbols) {
        return new Prompts(session, request, model, symbols, generate, block, seed, reset, forget);
    }

    public Prompts observing(float... binary) {
        return observing(new Symbols(SymbolKind.BINARY, binary));
    }

    public Prompts generating(long symbols) {
        return new Prompts(session, request, model, observed, symbols, block, seed, reset, forget);
    }

    public Prompts blocks(int steps) {
        return new Prompts(session, request, model, observed, generate, steps, seed, reset, forget);
    }

    public Prompts seed(long value) {
        return new Prompts(session, request, model, observed, generate, block, value, reset, forget);
    }

    public Prompts resetting() {
        return new Prompts(session, request, model, observed, generate, block, seed, true, forget);
    }

    public Prompts forgetting() {
        return new Prompts(session, request, model, observed, generate, block, seed, reset, true);
    }

    public Prompt prompt() {
        Origin origin = new Origin(session, request, 1_700_000_000_000L, Map.of("k", "v"), source(request.hashCode()));
        return new Prompt(origin, model, observed, generate, block, seed, 1, reset, forget, new byte[0]);
    }

    public static SourcePosition source(long offset) {
        return new SourcePosition("prompts", 3, Math.abs(offset), 1_700_000_000_123L);
    }

    /** Random binary symbols. */
    public static float[] binary(Random random, int count) {
        float[] symbols = new float[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = random.nextInt(2);
        }
        return symbols;
    }
}
