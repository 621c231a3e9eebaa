package io.rivulet.flink.serving;

import com.sun.management.ThreadMXBean;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RolloutPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One task of the operator in Flink's own harness, with the model that ships: sessions that ask at once against the
 * same sessions one after the other, on both state backends, and what a symbol allocates. Times are the thread's own,
 * medians of turns that alternate.
 */
public final class ServingBenchmark {
    private static final String MODEL = "builtin:mnist";
    private static final int FRAME = 28;
    private static final int SESSIONS = 64;
    private static final int TURNS = 9;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ServingBenchmark() {}

    /** Microseconds and bytes of a symbol. */
    private record Cost(double micros, double bytes) {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%s; %s; CPU time of one thread%n",
                Runtime.version(),
                Kernels.best().describe());
        System.out.println(SESSIONS + " sessions, each shown a frame and asked for one block: a symbol costs");
        System.out.println(
                "state      steps   one by one   at once            bytes allocated, one by one and at once");
        for (String backend : List.of("hashmap", "rocksdb")) {
            for (int steps : new int[] {1, 4, 16, 28}) {
                print(backend, steps);
            }
        }
        ShortBehindLong.printHead();
        for (int steps : new int[] {1, 16, 28}) {
            for (int others : new int[] {1, 8, 63}) {
                new ShortBehindLong(steps).print(others);
            }
        }
    }

    private static void print(String backend, int steps) throws Exception {
        try (Harness single = open(backend, 1);
                Harness together = open(backend, SESSIONS)) {
            List<Prompt> prompts = prompts(steps);
            long end = now() + WARM_UP.toNanos();
            while (now() < end) {
                turn(single, prompts, steps);
                turn(together, prompts, steps);
            }
            double[] alone = new double[TURNS];
            double[] shared = new double[TURNS];
            double aloneBytes = Double.MAX_VALUE;
            double sharedBytes = Double.MAX_VALUE;
            for (int i = 0; i < TURNS; i++) {
                Cost one = turn(single, prompts, steps);
                Cost all = turn(together, prompts, steps);
                alone[i] = one.micros();
                shared[i] = all.micros();
                aloneBytes = Math.min(aloneBytes, one.bytes());
                sharedBytes = Math.min(sharedBytes, all.bytes());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-8s  %6d  %8.2f us  %8.2f us  %5.2f x  %8.1f  %8.1f%n",
                    backend,
                    steps,
                    median(alone),
                    median(shared),
                    median(alone) / median(shared),
                    aloneBytes,
                    sharedBytes);
        }
    }

    private static Harness open(String backend, int batch) throws Exception {
        Limits limits = Harness.limitsOfAJob().maxBatch(batch).build();
        return Harness.open(Harness.settings(MODEL, RolloutPolicy.REJECT, limits), backend, 1, 0);
    }

    private static List<Prompt> prompts(int steps) {
        List<Prompt> prompts = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            prompts.add(Prompts.to("session " + session)
                    .observing(new float[FRAME])
                    .generating((long) steps * FRAME)
                    .blocks(steps)
                    .prompt());
        }
        return prompts;
    }

    /** All sessions go on by one block: a full batch runs at once, and all others before the barrier. */
    private static Cost turn(Harness task, List<Prompt> prompts, int steps) throws Exception {
        int repeats = Math.max(1, 28 / steps);
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = now();
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (Prompt prompt : prompts) {
                task.arrive(prompt);
            }
        }
        long spent = now() - start;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        double symbols = (double) repeats * SESSIONS * steps * FRAME;
        task.forget();
        return new Cost(spent / 1e3 / symbols, bytes / symbols);
    }

    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
