package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A block against the same steps one by one: the decoder's emitting pass alone, and whole generation (plan, emit,
 * anchor). One session, random weights.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--add-modules=jdk.incubator.vector", "-Xbatch", "-XX:+UseG1GC", "-Xms512m", "-Xmx1g"})
@Warmup(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class BlockBenchmark {

    private static final long SEED = 1;

    @Param({"64", "256"})
    public int width;

    @Param({"16", "128", "1024"})
    public int steps;

    private float[] latents;
    private float[][] latentsByStep;
    private float[] state;
    private float[] logits;
    private Segments block;
    private final Segments one = Segments.of(1);
    private DecoderPass pass;
    private LeanStepLoop loop;
    private Generator generator;
    private int frame;
    private final Randomness randomness = Randomness.of(SEED, "benchmark", 1);

    @Setup
    public void prepare(BenchmarkParams benchmark) {
        Bundle bundle = DecoderWeights.randomModel(width, SEED);
        DecoderWeights weights = DecoderWeights.of(bundle);
        int latent = bundle.config().latents().inputs();
        frame = bundle.config().frame();
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
        logits = new float[steps * frame];
        block = Segments.of(steps);
        pass = new DecoderPass(weights, Kernels.best(), steps);
        loop = new LeanStepLoop(weights);
        generator = new Generator(bundle, Kernels.best());
        Warmth.up(operation(benchmark.getBenchmark()));
    }

    private Runnable operation(String benchmark) {
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        return switch (method) {
            case "decodeBlock" -> this::decodeBlock;
            case "decodeStepsOnKernels" -> this::decodeStepsOnKernels;
            case "decodeStepsInLeanLoop" -> this::decodeStepsInLeanLoop;
            case "generateBlock" -> this::generateBlock;
            case "generateBlocksOfOneStep" -> this::generateBlocksOfOneStep;
            default -> throw new IllegalArgumentException("no benchmark is called " + method);
        };
    }

    @Benchmark
    public float[] decodeBlock() {
        pass.run(latents, block, state, logits);
        return logits;
    }

    /** The kernels that serve, given one step at a time. */
    @Benchmark
    public float[] decodeStepsOnKernels() {
        for (float[] z : latentsByStep) {
            pass.run(z, one, state, logits);
        }
        return logits;
    }

    @Benchmark
    public float[] decodeStepsInLeanLoop() {
        loop.run(latents, steps, state, logits);
        return logits;
    }

    @Benchmark
    public Block generateBlock() {
        return generator.generate(new BlockRequest(generator.start(), steps * frame, randomness));
    }

    /** As many blocks of one step, which is ordinary autoregression over frames. */
    @Benchmark
    public SessionState generateBlocksOfOneStep() {
        SessionState session = generator.start();
        for (int step = 0; step < steps; step++) {
            session = generator
                    .generate(new BlockRequest(session, frame, randomness))
                    .state();
        }
        return session;
    }
}
