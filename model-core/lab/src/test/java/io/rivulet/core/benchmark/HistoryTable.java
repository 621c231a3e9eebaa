package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
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
    private static final int ROUNDS = 1000;

    void print() {
        Bundle bundle = DecoderWeights.randomModel(WIDTH, KernelTables.FRAME, SEED);
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
                + WIDTH + "; ratio (median of " + ROUNDS + " rounds, 95 % interval)");
        line(
                "%-20s  %,12d  %,12d   ratio%n",
                "steps behind it", generator.start().steps(), old.steps());
        SessionState[] sessions = {generator.start(), old};
        Map<String, Runnable> turns = new LinkedHashMap<>();
        for (SessionState session : sessions) {
            turns.put("absorb " + session.steps(), () -> generator.absorb(session, prompt));
            BlockRequest request =
                    new BlockRequest(session, prompt.length, Randomness.of(SEED, "benchmark", Temperature.ONE));
            turns.put("generate " + session.steps(), () -> generator.generate(request));
        }
        Turns taken = Turns.of(turns, ROUNDS);
        for (String what : new String[] {"absorb", "generate"}) {
            String young = what + " " + sessions[0].steps();
            String aged = what + " " + sessions[1].steps();
            MedianOfRounds ratio = taken.ratio(aged, young);
            line(
                    "%-20s  %12.1f  %12.1f  %6.3f [%.3f, %.3f]%n",
                    what, taken.micros(young), taken.micros(aged), ratio.median(), ratio.low(), ratio.high());
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
