package io.rivulet.flink.serving;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RolloutPolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * How long a request of one block waits while others of 10,000 blocks are under way: from a random moment of a wave
 * until its chunk is out.
 */
final class ShortBehindLong {
    private static final int FRAME = 28;
    private static final int BLOCKS = 10_000;
    private static final int SAMPLES = 300;
    private static final int WARM_UP = 60;
    private static final long SEED = 7;

    private final int steps;

    /** @param steps of every block */
    ShortBehindLong(int steps) {
        this.steps = steps;
    }

    static void printHead() {
        System.out.println("a request of one block, behind requests of " + BLOCKS + " blocks");
        System.out.println("steps   long ones   its block alone   a wave of the long   p50         p99         "
                + "p99 in blocks, in waves");
    }

    void print(int others) throws Exception {
        Limits limits =
                Harness.limitsOfAJob().maxGeneratedSymbols(Integer.MAX_VALUE).build();
        try (Harness task =
                Harness.open(Harness.settings("builtin:mnist", RolloutPolicy.REJECT, limits), "hashmap", 1, 0)) {
            double alone = alone(task);
            for (int i = 0; i < others; i++) {
                task.arrive(prompt("long " + i, BLOCKS));
            }
            Random random = new Random(SEED);
            double[] waits = new double[SAMPLES];
            double[] waves = new double[SAMPLES];
            for (int i = -WARM_UP; i < SAMPLES; i++) {
                long begin = System.nanoTime();
                task.wave();
                long wave = System.nanoTime() - begin;
                long due = begin + (long) (random.nextDouble() * wave);
                double waited = answered(task, due);
                if (i >= 0) {
                    waits[i] = waited;
                    waves[i] = wave / 1e6;
                }
            }
            Arrays.sort(waits);
            Arrays.sort(waves);
            double p99 = waits[SAMPLES * 99 / 100 - 1];
            double wave = waves[SAMPLES / 2];
            System.out.printf(
                    Locale.ROOT,
                    "%5d   %9d   %12.2f ms   %15.2f ms   %6.2f ms   %6.2f ms   %7.1f %12.1f%n",
                    steps,
                    others,
                    alone,
                    wave,
                    waits[SAMPLES / 2],
                    p99,
                    p99 / alone,
                    p99 / wave);
        }
    }

    /** Milliseconds since {@code due} of the short request, once its chunk is out. */
    private double answered(Harness task, long due) throws Exception {
        task.forget();
        task.arrive(prompt("short", 1));
        while (task.chunks().stream()
                .noneMatch(chunk -> chunk.origin().sessionId().equals("short"))) {
            task.wave();
        }
        double waited = (System.nanoTime() - due) / 1e6;
        task.forget();
        return waited;
    }

    private double alone(Harness task) throws Exception {
        double[] times = new double[SAMPLES];
        for (int i = -10 * WARM_UP; i < SAMPLES; i++) {
            double took = answered(task, System.nanoTime());
            if (i >= 0) {
                times[i] = took;
            }
        }
        Arrays.sort(times);
        return times[SAMPLES / 2];
    }

    private Prompt prompt(String session, int blocks) {
        return Prompts.to(session)
                .generating((long) blocks * steps * FRAME)
                .blocks(steps)
                .prompt();
    }
}
