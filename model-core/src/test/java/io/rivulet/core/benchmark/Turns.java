package io.rivulet.core.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Operations in turns of some milliseconds in one process: where a machine's speed drifts by half between minutes, nothing
 * else compares them.
 */
final class Turns {
    private static final int ROUNDS = 100;
    private static final long SLICE_NANOS = 4_000_000;

    private Turns() {}

    /** The median time of each operation in microseconds, by its name, after a warm-up. */
    static Map<String, Double> medians(Map<String, Runnable> operations) {
        operations.values().forEach(Warmth::up);
        Map<String, double[]> times = new LinkedHashMap<>();
        operations.keySet().forEach(name -> times.put(name, new double[ROUNDS]));
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Runnable> operation : operations.entrySet()) {
                times.get(operation.getKey())[round] = slice(operation.getValue());
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, all) -> {
            Arrays.sort(all);
            medians.put(name, all[ROUNDS / 2]);
        });
        return medians;
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
