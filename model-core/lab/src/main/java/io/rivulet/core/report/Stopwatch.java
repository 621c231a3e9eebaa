package io.rivulet.core.report;

import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.Timing;
import io.rivulet.core.model.Weights;
import io.rivulet.core.training.Trainable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Median seconds of generating whole images, once they get no faster: compilers may take their time. */
public final class Stopwatch {
    /** Parts of the scale's warm-up without gain, after which none is to be expected. */
    private static final int SETTLED = 4;
    /** What counts as gain. */
    private static final double GAIN = 0.9;
    /** The most that a warm-up takes, in those of the scale. */
    private static final int PATIENCE = 10;

    private final Comparison comparison;
    private final Scale scale;
    private final long seed;

    public Stopwatch(Comparison comparison, Scale scale, long seed) {
        this.comparison = comparison;
        this.scale = scale;
        this.seed = seed;
    }

    /** The same generations with the times that the model takes for each. */
    public List<Generation> timed(List<Generation> generations, Trainable model, Weights weights) {
        List<Sampler> samplers = Samplers.of(comparison, model, weights);
        List<Generation> timed = new ArrayList<>();
        for (int i = 0; i < samplers.size(); i++) {
            Sampler sampler = samplers.get(i);
            timed.add(generations
                    .get(i)
                    .timed(new Timing(
                            seconds(sampler, 1), seconds(sampler, Measurement.TOGETHER) / Measurement.TOGETHER)));
        }
        return timed;
    }

    private double seconds(Sampler sampler, int together) {
        float[] pixels = new float[together * comparison.length()];
        Runnable run = () -> sampler.complete(pixels, together, 0, together, seed);
        warmUp(run);
        double[] seconds = new double[scale.timings()];
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            run.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private void warmUp(Runnable run) {
        long end = System.nanoTime() + (long) (PATIENCE * scale.warmUp() * 1e9);
        double best = Double.POSITIVE_INFINITY;
        for (int without = 0; without < SETTLED && System.nanoTime() < end; without++) {
            double each = window(run);
            if (each < GAIN * best) {
                without = -1;
            }
            best = Math.min(best, each);
        }
    }

    /** Nanoseconds of a run, on average over a part of the warm-up. */
    private double window(Runnable run) {
        long start = System.nanoTime();
        long spent;
        int count = 0;
        do {
            run.run();
            count++;
            spent = System.nanoTime() - start;
        } while (spent < scale.warmUp() * 1e9 / SETTLED);
        return (double) spent / count;
    }
}
