package io.rivulet.core.report;

import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.Timing;
import io.rivulet.core.model.Weights;
import io.rivulet.core.training.Trainable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Median seconds of generating whole images, once the machine is warm. */
public final class Stopwatch {
    private final Exhibit exhibit;
    private final Scale scale;
    private final long seed;

    public Stopwatch(Exhibit exhibit, Scale scale, long seed) {
        this.exhibit = exhibit;
        this.scale = scale;
        this.seed = seed;
    }

    /** The same generations with the times that the model takes for each. */
    public List<Generation> timed(List<Generation> generations, Trainable model, Weights weights) {
        List<Sampler> samplers = Samplers.of(exhibit, model, weights);
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
        float[] pixels = new float[together * exhibit.length()];
        long warm = System.nanoTime() + (long) (scale.warmUp() * 1e9);
        do {
            sampler.complete(pixels, together, 0, together, seed);
        } while (System.nanoTime() < warm);
        double[] seconds = new double[scale.timings()];
        for (int run = 0; run < seconds.length; run++) {
            long start = System.nanoTime();
            sampler.complete(pixels, together, 0, together, seed);
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }
}
