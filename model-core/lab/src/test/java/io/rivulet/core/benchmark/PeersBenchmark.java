package io.rivulet.core.benchmark;

import io.rivulet.core.baseline.Autoregressive;
import io.rivulet.core.baseline.BaselineSampler;
import io.rivulet.core.baseline.Baselines;
import io.rivulet.core.baseline.CachedBackbone;
import io.rivulet.core.baseline.Mamba;
import io.rivulet.core.baseline.OnnxMamba;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The model that ships and its peers on one thread: milliseconds of a generated sequence of 784 binary symbols, and of
 * the baselines training steps a second on batches of 64. Times are the thread's own, so that a busy machine does
 * little to them, but for those in turns, which are by the clock. {@code --generation} leaves training out.
 */
public final class PeersBenchmark {
    private static final int FRAME = 28;
    private static final int STEPS = 28;
    private static final int TRAINING_BATCH = 64;
    private static final int TRAINING_STEPS = 3;
    private static final long SEED = 1;

    private PeersBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        boolean training = !List.of(arguments).contains("--generation");
        System.out.printf(
                Locale.ROOT,
                "%s; %s; CPU time of one thread%n",
                Runtime.version(),
                Kernels.best().describe());
        System.out.println(
                "             parameters   ms a sequence, batch 1   ms a sequence, batch 64   training steps/s");
        double[] own = {model(1), model(64)};
        line("the model", ShippedDigits.bundle().weights().parameters(), own[0], own[1], "");
        BinaryLaw law = new BinaryLaw();
        for (Autoregressive peer : List.of(
                Baselines.s5(law, FRAME, STEPS),
                Baselines.mamba(law, FRAME, STEPS),
                Baselines.transformer(law, FRAME, STEPS))) {
            Parameters parameters = peer.initialise(SEED);
            Weights weights = parameters.toWeights();
            double alone = baseline(new BaselineSampler(Kernels.best(), peer, weights, 1), 1);
            double together = baseline(new BaselineSampler(Kernels.best(), peer, weights, 64), 64);
            String steps = training ? String.format(Locale.ROOT, "%16.3f", training(peer, parameters)) : "";
            line(peer.backbone().getClass().getSimpleName(), parameters.size(), alone, together, steps);
            if (peer.backbone() instanceof Mamba mamba) {
                CachedBackbone exported = new OnnxMamba(mamba).cached(weights);
                double there = baseline(new BaselineSampler(Kernels.best(), peer, weights, 1, exported), 1);
                line("in ONNX RT", parameters.size(), there, Double.NaN, "");
            }
        }
        inTurns();
    }

    /**
     * A sequence alone, all in turns, as the machine's speed drifts: what the others take over what the model takes.
     */
    private static void inTurns() throws IOException {
        BinaryLaw law = new BinaryLaw();
        Map<String, Runnable> operations = new LinkedHashMap<>();
        operations.put("the model", ShippedDigits.generating(1));
        for (Autoregressive peer : List.of(
                Baselines.s5(law, FRAME, STEPS),
                Baselines.mamba(law, FRAME, STEPS),
                Baselines.transformer(law, FRAME, STEPS))) {
            Weights weights = peer.initialise(SEED).toWeights();
            float[] symbols = new float[FRAME * STEPS];
            BaselineSampler sampler = new BaselineSampler(Kernels.best(), peer, weights, 1);
            operations.put(peer.backbone().getClass().getSimpleName(), () -> sampler.complete(symbols, 0, SEED));
            if (peer.backbone() instanceof Mamba mamba) {
                BaselineSampler exported =
                        new BaselineSampler(Kernels.best(), peer, weights, 1, new OnnxMamba(mamba).cached(weights));
                operations.put("in ONNX RT", () -> exported.complete(symbols, 0, SEED));
            }
        }
        Turns turns = Turns.of(operations);
        operations
                .keySet()
                .forEach(name -> System.out.printf(
                        Locale.ROOT,
                        "in turns, alone: %-12s %8.3f ms %7.1f x%n",
                        name,
                        turns.micros(name) / 1e3,
                        turns.ratio(name, "the model").median()));
    }

    private static void line(String name, long parameters, double alone, double together, String training) {
        System.out.printf(
                Locale.ROOT, "%-12s %10d   %22.3f   %23.3f   %s%n", name, parameters, alone, together, training);
    }

    private static double model(int batch) throws IOException {
        return generation(ShippedDigits.generating(batch), batch);
    }

    private static double baseline(BaselineSampler sampler, int batch) {
        float[] symbols = new float[batch * FRAME * STEPS];
        return generation(() -> sampler.complete(symbols, 0, SEED), batch);
    }

    /** Milliseconds a sequence: the median of some runs. */
    private static double generation(Runnable run, int batch) {
        Warmth.up(run);
        double[] times = new double[batch == 1 ? 15 : 5];
        for (int i = 0; i < times.length; i++) {
            long before = time();
            run.run();
            times[i] = (time() - before) / 1e6 / batch;
        }
        return median(times);
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
