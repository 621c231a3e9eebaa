package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A block against the same steps one by one: the decoder's emitting pass alone, and whole generation (plan, emit,
 * anchor), in turns. One session, random weights.
 */
final class BlockPasses {
    /** Symbols of a step: one, so that a block gains by its steps alone. */
    static final int FRAME = 1;

    private static final long SEED = 1;
    private static final PassThreads TWO = PassThreads.of(2);

    private final int steps;
    private final float[] latents;
    private final float[][] latentsByStep;
    private final float[] state;
    private final float[] logits;
    private final Segments block;
    private final Segments one = Segments.of(1);
    private final DecoderPass pass;
    private final DecoderPass shared;
    private final LeanStepLoop loop;
    private final Generator generator;
    private final Generator sharing;
    private final Randomness randomness = Randomness.of(SEED, "benchmark", Temperature.ONE);

    BlockPasses(int width, int steps) {
        this.steps = steps;
        Bundle bundle = DecoderWeights.randomModel(width, FRAME, SEED);
        DecoderWeights weights = DecoderWeights.of(bundle);
        int latent = bundle.config().latents().inputs();
        Random random = new Random(SEED);
        latents = new float[steps * latent];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) random.nextGaussian();
        }
        latentsByStep = new float[steps][];
        for (int step = 0; step < steps; step++) {
            latentsByStep[step] = Arrays.copyOfRange(latents, step * latent, (step + 1) * latent);
        }
        state = weights.start();
        logits = new float[steps * FRAME];
        block = Segments.of(steps);
        pass = new DecoderPass(weights, Kernels.best(), PassThreads.one(), steps);
        shared = new DecoderPass(weights, Kernels.best(), TWO, steps);
        loop = new LeanStepLoop(weights);
        generator = new Generator(bundle, Kernels.best());
        sharing = new Generator(bundle, Kernels.best(), TWO);
    }

    /**
     * The emitting pass: a block, on one thread and on two, its steps one by one on the kernels that serve, and in the
     * lean loop; and multiply-adds alone, on one thread and on two.
     */
    Turns decoder() {
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("block", () -> pass.run(latents, block, state, logits));
        ways.put("shared", () -> shared.run(latents, block, state, logits));
        ways.put("kernels", this::stepsOnKernels);
        ways.put("lean", () -> loop.run(latents, steps, state, logits));
        ways.put("multiply-adds", new MultiplyAdds()::run);
        ways.put("multiply-adds on two", MultiplyAdds.onTwo());
        return Turns.of(ways);
    }

    /**
     * Whole generation: a block, on one thread and on two, and as many blocks of one step, which is ordinary
     * autoregression over frames.
     */
    Turns generation() {
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("block", () -> generator.generate(new BlockRequest(generator.start(), steps * FRAME, randomness)));
        ways.put("shared", () -> sharing.generate(new BlockRequest(sharing.start(), steps * FRAME, randomness)));
        ways.put("ones", this::blocksOfOneStep);
        return Turns.of(ways);
    }

    private void stepsOnKernels() {
        for (float[] z : latentsByStep) {
            pass.run(z, one, state, logits);
        }
    }

    private void blocksOfOneStep() {
        SessionState session = generator.start();
        for (int step = 0; step < steps; step++) {
            session = generator
                    .generate(new BlockRequest(session, FRAME, randomness))
                    .state();
        }
    }
}
