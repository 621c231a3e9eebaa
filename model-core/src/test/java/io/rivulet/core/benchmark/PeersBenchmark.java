package io.rivulet.core.benchmark;

import io.rivulet.core.baseline.Autoregressive;
import io.rivulet.core.baseline.BaselineSampler;
import io.rivulet.core.baseline.Baselines;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The baselines against each other on one thread: milliseconds of a generated sequence of 784 binary symbols, and training
 * steps a second on batches of 64. Times are the thread's own, so that a busy machine does little to them.
 */
public final class PeersBenchmark {
    private static final int FRAME = 28;
    private static final int STEPS = 28;
    private static final int TRAINING_BATCH = 64;
    private static final int TRAINING_STEPS = 3;
    private static final long SEED = 1;

    private PeersBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf(
                Locale.ROOT,
                "%s; %s; CPU time of one thread%n",
                Runtime.version(),
                Kernels.best().describe());
        System.out.println(
                "             parameters   ms a sequence, batch 1   ms a sequence, batch 64   training steps/s");
        BinaryLaw law = new BinaryLaw();
        for (Autoregressive model : List.of(
                Baselines.s5(law, FRAME, STEPS),
                Baselines.mamba(law, FRAME, STEPS),
                Baselines.transformer(law, FRAME, STEPS))) {
            Parameters parameters = model.initialise(SEED);
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %10d   %22.2f   %23.2f   %16.3f%n",
                    model.backbone().getClass().getSimpleName(),
                    parameters.size(),
                    generation(model, parameters, 1, 7),
                    generation(model, parameters, 64, 3),
                    training(model, parameters));
        }
    }

    /** The median of {@code runs} after one that is not counted. */
    private static double generation(Autoregressive model, Parameters parameters, int batch, int runs) {
        BaselineSampler sampler = new BaselineSampler(Kernels.best(), model, parameters.toWeights(), batch);
        float[] symbols = new float[batch * model.length()];
        if (batch == 1) {
            Warmth.up(() -> sampler.complete(symbols, 0, SEED));
        }
        double[] times = new double[runs + 1];
        for (int run = 0; run <= runs; run++) {
            long before = time();
            sampler.complete(symbols, 0, SEED + run);
            times[run] = (time() - before) / 1e6 / batch;
        }
        return median(Arrays.copyOfRange(times, 1, times.length));
    }

    private static double training(Autoregressive model, Parameters parameters) {
        Objective objective = model.objective(Kernels.best(), parameters, STEPS);
        int shard = model.shard();
        SplittableRandom random = new SplittableRandom(SEED);
        float[] symbols = new float[shard * model.length()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = random.nextInt(2);
        }
        int[] cuts = new int[shard];
        float[] gradients = new float[parameters.size()];
        double[] times = new double[TRAINING_STEPS + 1];
        for (int step = 0; step <= TRAINING_STEPS; step++) {
            long before = time();
            objective.refresh();
            for (int done = 0; done < TRAINING_BATCH; done += shard) {
                objective.forward(symbols, cuts, random);
                objective.backward(symbols, cuts, 1f, 1f / symbols.length, gradients);
            }
            objective.finish(gradients);
            times[step] = (time() - before) / 1e9;
        }
        return 1 / median(Arrays.copyOfRange(times, 1, times.length));
    }

    private static long time() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
