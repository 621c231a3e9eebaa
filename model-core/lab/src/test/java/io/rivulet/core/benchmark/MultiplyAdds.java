package io.rivulet.core.benchmark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply-adds between registers and nothing else: the most that a processor can do, whatever is multiplied, if it
 * begins up to three of them a cycle.
 */
final class MultiplyAdds {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    /** Sums that do not wait for each other: three multiply-adds a cycle, of four cycles each. */
    private static final int SUMS = 12;

    private static final int CALLS = 2000;
    private static final int ROUNDS = 1000;

    /** 1e3 operations of a run, on one thread. */
    static final double OPERATIONS = 2e-3 * SUMS * W * ROUNDS * CALLS;

    private final float[] numbers = new float[(2 + SUMS) * W];

    void run() {
        for (int call = 0; call < CALLS; call++) {
            multiplyAdd();
        }
    }

    private void multiplyAdd() {
        FloatVector a = FloatVector.fromArray(S, numbers, 0);
        FloatVector b = FloatVector.fromArray(S, numbers, W);
        FloatVector s0 = sum(0);
        FloatVector s1 = sum(1);
        FloatVector s2 = sum(2);
        FloatVector s3 = sum(3);
        FloatVector s4 = sum(4);
        FloatVector s5 = sum(5);
        FloatVector s6 = sum(6);
        FloatVector s7 = sum(7);
        FloatVector s8 = sum(8);
        FloatVector s9 = sum(9);
        FloatVector s10 = sum(10);
        FloatVector s11 = sum(11);
        for (int round = 0; round < ROUNDS; round++) {
            s0 = a.fma(b, s0);
            s1 = a.fma(b, s1);
            s2 = a.fma(b, s2);
            s3 = a.fma(b, s3);
            s4 = a.fma(b, s4);
            s5 = a.fma(b, s5);
            s6 = a.fma(b, s6);
            s7 = a.fma(b, s7);
            s8 = a.fma(b, s8);
            s9 = a.fma(b, s9);
            s10 = a.fma(b, s10);
            s11 = a.fma(b, s11);
        }
        s0.intoArray(numbers, at(0));
        s1.intoArray(numbers, at(1));
        s2.intoArray(numbers, at(2));
        s3.intoArray(numbers, at(3));
        s4.intoArray(numbers, at(4));
        s5.intoArray(numbers, at(5));
        s6.intoArray(numbers, at(6));
        s7.intoArray(numbers, at(7));
        s8.intoArray(numbers, at(8));
        s9.intoArray(numbers, at(9));
        s10.intoArray(numbers, at(10));
        s11.intoArray(numbers, at(11));
    }

    private FloatVector sum(int i) {
        return FloatVector.fromArray(S, numbers, at(i));
    }

    /** Where a sum is kept between calls: behind the two factors. */
    private static int at(int sum) {
        return (2 + sum) * W;
    }

    /** A run on the thread that calls and one on another at once; that one ends with the JVM. */
    static Runnable onTwo() {
        MultiplyAdds own = new MultiplyAdds();
        MultiplyAdds others = new MultiplyAdds();
        ExecutorService other = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "multiply-adds");
            thread.setDaemon(true);
            return thread;
        });
        return () -> {
            CompletableFuture<Void> done = CompletableFuture.runAsync(others::run, other);
            own.run();
            done.join();
        };
    }
}
