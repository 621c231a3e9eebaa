package io.rivulet.core.training;

import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The gradient of an objective against differences of its loss, over sequences cut at several places. */
public final class GradientCheck {
    private static final int STEPS = 5;
    private static final float DIVERGENCE_WEIGHT = 0.7f;
    private static final int[] CUTS = {0, 2, 4};

    private final SplittableRandom random;
    private final long seed;
    private final Parameters parameters;
    private final Objective objective;
    private final float[][] symbols;
    private final int[][] cuts;

    /** For random sequences of 5 frames of {@code frame} symbols below {@code values}. */
    public GradientCheck(Trainable model, int frame, int values, long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        parameters = model.initialise(seed);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.values()[i] += (float) (0.05 * random.nextGaussian());
        }
        objective = model.objective(Kernels.best(), parameters, STEPS);
        int together = Math.min(CUTS.length, model.shard());
        int passes = CUTS.length / together;
        symbols = new float[passes][together * STEPS * frame];
        cuts = new int[passes][];
        for (int pass = 0; pass < passes; pass++) {
            cuts[pass] = Arrays.copyOfRange(CUTS, pass * together, (pass + 1) * together);
            for (int i = 0; i < symbols[pass].length; i++) {
                symbols[pass][i] = random.nextInt(values);
            }
        }
    }

    public void everyTensorMatchesDifferences() {
        matchesDifferences(tensor -> true);
    }

    /** Of the tensors whose names {@code which} accepts. */
    void matchesDifferences(Predicate<String> which) {
        float[] gradient = new float[parameters.size()];
        objective.refresh();
        for (int pass = 0; pass < cuts.length; pass++) {
            forward(pass);
            objective.backward(symbols[pass], cuts[pass], DIVERGENCE_WEIGHT, 1f, gradient);
        }
        objective.finish(gradient);
        new Differences(parameters, this::loss, random).check(gradient, which);
    }

    private double loss() {
        objective.refresh();
        double sum = 0;
        for (int pass = 0; pass < cuts.length; pass++) {
            Objective.Nats nats = forward(pass);
            for (int row = 0; row < nats.reconstruction().length; row++) {
                sum += nats.reconstruction()[row] + DIVERGENCE_WEIGHT * nats.divergence()[row];
            }
        }
        return sum;
    }

    private Objective.Nats forward(int pass) {
        return objective.forward(symbols[pass], cuts[pass], new SplittableRandom(seed + pass));
    }
}
