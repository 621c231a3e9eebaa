package io.rivulet.core.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Operations in turns of 4 milliseconds, or of one run where that takes longer, in one process, every round in an order
 * of its own: none may always come after itself, or after what leaves it the caches. Where a machine's speed drifts by
 * half between seconds nothing else compares them, and the median of the rounds' ratios does so better than the ratio
 * of medians: what is taken in one minute is compared with what is taken in the same one.
 */
final class Turns {
    private static final int ROUNDS = 100;
    private static final long SLICE_NANOS = 4_000_000;
    private static final long SEED = 1;

    /** Microseconds of each operation, by round. */
    private final Map<String, double[]> times = new LinkedHashMap<>();

    private Turns() {}

    /** Takes the operations, by name, in turns after a warm-up. */
    static Turns of(Map<String, Runnable> operations) {
        return of(operations, ROUNDS);
    }

    static Turns of(Map<String, Runnable> operations, int rounds) {
        operations.values().forEach(Warmth::up);
        Turns turns = new Turns();
        operations.keySet().forEach(name -> turns.times.put(name, new double[rounds]));
        List<String> order = new ArrayList<>(operations.keySet());
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                turns.times(name)[round] = slice(Objects.requireNonNull(operations.get(name)));
            }
        }
        return turns;
    }

    /** The median time of an operation. */
    double micros(String name) {
        return MedianOfRounds.of(times(name)).median();
    }

    /** How often {@code of}'s time {@code name} takes, round by round. */
    MedianOfRounds ratio(String name, String of) {
        double[] ratios = times(name).clone();
        Arrays.setAll(ratios, round -> ratios[round] / times(of)[round]);
        return MedianOfRounds.of(ratios);
    }

    private double[] times(String name) {
        return Objects.requireNonNull(times.get(name), name);
    }

    private static double slice(Runnable operation) {
        long start = System.nanoTime();
        long spent;
        int count = 0;
        do {
            operation.run();
            count++;
            spent = System.nanoTime() - start;
        } while (spent < SLICE_NANOS);
        return spent / 1e3 / count;
    }
}
