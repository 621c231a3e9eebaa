package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.numerics.Kernels;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What absorbing and generating cost after a long history, against a new session. */
record HistoryTable(PrintStream out) {
    private static final long SEED = 1;
    private static final int WIDTH = 64;
    private static final int STEPS = 128;
    private static final int STEPS_AT_ONCE = 1000;
    private static final int HISTORY = 1_000_000;

    void print() {
        Bundle bundle = DecoderWeights.randomModel(WIDTH, SEED);
        Generator generator = new Generator(bundle, Kernels.best());
        int frame = bundle.config().frame();
        Random random = new Random(SEED);
        SessionState old = generator.start();
        for (int step = 0; step < HISTORY; step += STEPS_AT_ONCE) {
            old = generator
                    .absorb(old, Frames.random(frame, STEPS_AT_ONCE, random))
                    .state();
        }
        float[] prompt = Frames.random(frame, STEPS, random);
        out.println();
        out.println("A new session against an old one, in turns: microseconds (median) for " + STEPS + " steps, width "
                + WIDTH);
        line(
                "%-20s  %,12d  %,12d   ratio%n",
                "steps behind it", generator.start().steps(), old.steps());
        SessionState[] sessions = {generator.start(), old};
        Map<String, Runnable> turns = new LinkedHashMap<>();
        for (SessionState session : sessions) {
            turns.put("absorb " + session.steps(), () -> generator.absorb(session, prompt));
            BlockRequest request = new BlockRequest(session, prompt.length, Randomness.of(SEED, "benchmark", 1));
            turns.put("generate " + session.steps(), () -> generator.generate(request));
        }
        Map<String, Double> median = Turns.medians(turns);
        for (String what : new String[] {"absorb", "generate"}) {
            double young = median.get(what + " " + sessions[0].steps());
            double aged = median.get(what + " " + sessions[1].steps());
            line("%-20s  %12.1f  %12.1f  %6.3f%n", what, young, aged, aged / young);
        }
        line("%-20s  %,12d  %,12d%n", "bytes of state", bytes(sessions[0]), bytes(sessions[1]));
    }

    private static long bytes(SessionState session) {
        return (long) Float.BYTES * (session.recurrent().length + session.partial().length) + Long.BYTES;
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
