package io.rivulet.core.benchmark;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Neighbourhood;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.training.Trainer;
import io.rivulet.core.training.TrainingPlan;
import io.rivulet.core.training.VariationalTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Training's rate, and what it is of the machine's: steps a second, times the operations of a step's matrix products,
 * against OpenBLAS' sgemm measured before and after. Operations outside the products count for nothing.
 */
public final class TrainingSpeed {
    private static final int STEPS = 28;
    private static final int FRAME = 28;
    private static final int BATCH = 64;

    private TrainingSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Windowed windowed = Windowed.of(new BinaryLaw())
                .features(8)
                .context(32)
                .joint(64)
                .hidden(64)
                .inner(32)
                .lags(new Neighbourhood(6, 2, 4).lags(FRAME))
                .build();
        System.out.println("head             threads  steps/s  GF a step  GF/s  sgemm GF/s  share");
        for (Emission emission : List.of(new AutoregressiveBernoulli(64), windowed)) {
            for (int threads : new int[] {1, 2}) {
                print(emission, threads);
            }
        }
    }

    private static void print(Emission emission, int threads) throws Exception {
        ModelConfig config = ModelConfig.named("speed")
                .frame(FRAME)
                .latents(new GaussianLatents(16))
                .width(64)
                .states(64)
                .decoderLayers(4)
                .encoderLayers(3)
                .flowLayers(2)
                .emission(emission)
                .build();
        double before = Sgemm.best(threads);
        double rate = stepsPerSecond(config, threads);
        double peak = (before + Sgemm.best(threads)) / 2;
        double operations = operations(config) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-16s %7d  %7.2f  %9.2f  %4.0f  %10.0f  %4.0f %%%n",
                emission instanceof Windowed ? "window" : "inside the frame",
                threads,
                rate,
                operations,
                rate * operations,
                peak,
                100 * rate * operations / peak);
    }

    /** The median over reports, after the first third. */
    private static double stepsPerSecond(ModelConfig config, int threads) throws Exception {
        TrainingPlan plan = TrainingPlan.of(new VariationalTraining(config, 0.3))
                .steps(90)
                .batch(BATCH)
                .learningRate(1e-3)
                .rise(0.1)
                .wholeShare(0.3)
                .seed(1)
                .build();
        List<Long> times = new ArrayList<>();
        try (Trainer trainer = new Trainer(plan, noise(), null, threads)) {
            trainer.run(null, 10, point -> times.add(System.nanoTime()));
        }
        double[] rates = new double[times.size() - 3];
        for (int i = 3; i < times.size(); i++) {
            rates[i - 3] = 10e9 / (times.get(i) - times.get(i - 1));
        }
        Arrays.sort(rates);
        return rates[rates.length / 2];
    }

    /** Of the products of one step, forwards and backwards: six for each weight and row, the decoder's twice. */
    private static double operations(ModelConfig config) {
        double sum = 0;
        for (TensorSpec spec : new VariationalTraining(config, 0).tensors()) {
            boolean matrix = spec.shape().size() == 2
                    && !spec.name().endsWith(".v")
                    && !spec.name().endsWith(".w");
            boolean twice = spec.name().startsWith("decoder.layers");
            boolean everySymbol = spec.name().startsWith("decoder.window");
            double rows = (double) BATCH * STEPS * (everySymbol ? FRAME : 1) * (twice ? 2 : 1);
            sum += matrix ? 6 * spec.size() * rows : 0;
        }
        return sum;
    }

    private static Sequences noise() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] symbols = new byte[512 * STEPS * FRAME];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) random.nextInt(2);
        }
        return new Sequences(symbols, 512, STEPS, FRAME);
    }
}
