package io.rivulet.core.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Processor seconds of a Fréchet distance and its interval, in turns: on ND4J's arrays, and by the plain definition.
 */
public final class FrechetSpeed {
    private static final int WIDTH = 64;
    private static final int ROUNDS = 5;

    private FrechetSpeed() {}

    public static void main(String[] arguments) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        System.out.println("images   ND4J s  plain s  (median of " + ROUNDS + " rounds after one)");
        for (int count : new int[] {1000, 5000}) {
            float[] a = features(count, 1);
            float[] b = features(count, 2);
            double[] seconds = new double[ROUNDS];
            double[] plain = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                long start = threads.getCurrentThreadCpuTime();
                FrechetDistance.between(a, b, WIDTH, 3);
                long between = threads.getCurrentThreadCpuTime();
                PlainFrechet.between(a, b, WIDTH, 3);
                long end = threads.getCurrentThreadCpuTime();
                if (round >= 0) {
                    seconds[round] = (between - start) / 1e9;
                    plain[round] = (end - between) / 1e9;
                }
            }
            System.out.printf(Locale.ROOT, "%6d  %7.3f  %7.3f%n", count, median(seconds), median(plain));
        }
    }

    /** Rectified, as a classifier's are, and with a part that they share. */
    static float[] features(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] features = new float[count * WIDTH];
        for (int i = 0; i < count; i++) {
            double shared = random.nextGaussian();
            for (int j = 0; j < WIDTH; j++) {
                double value = 0.1 * (j % 7) * shared + (1 + 0.1 * seed) * random.nextGaussian();
                features[i * WIDTH + j] = (float) Math.max(0, value);
            }
        }
        return features;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
