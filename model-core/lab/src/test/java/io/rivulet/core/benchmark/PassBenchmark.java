package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.AbsorbRequest;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/** What serving runs over the stacked steps of several sessions: scan, layer, the emitting pass, absorbing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--add-modules=jdk.incubator.vector", "-Xbatch", "-XX:+UseG1GC", "-Xms512m", "-Xmx2g"})
@Warmup(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class PassBenchmark {
    private static final long SEED = 1;

    @Param({"64", "128", "256"})
    public int width;

    @Param({"1", "8", "64"})
    public int batch;

    @Param({"1", "16", "128", "1024"})
    public int steps;

    private final Kernels kernels = Kernels.best();
    private float[] latents;
    private float[] states;
    private float[] logits;
    private float[] hidden;
    private float[] drives;
    private Segments segments;
    private DecoderPass pass;
    private Generator generator;
    private List<AbsorbRequest> shown;

    @Setup
    public void warmUp(BenchmarkParams benchmark) {
        prepare();
        Warmth.up(operation(benchmark.getBenchmark()));
    }

    /** Makes the model and what goes in. */
    void prepare() {
        Bundle bundle = DecoderWeights.randomModel(width, KernelTables.FRAME, SEED);
        DecoderWeights weights = DecoderWeights.of(bundle);
        Random random = new Random(SEED);
        int rows = batch * steps;
        int frame = bundle.config().frame();
        latents = normal(rows * bundle.config().latents().inputs(), random);
        hidden = normal(rows * width, random);
        drives = normal(rows * 2 * width, random);
        logits = new float[rows * frame];
        float[] start = weights.start();
        states = new float[batch * start.length];
        int[] each = new int[batch];
        Arrays.fill(each, steps);
        segments = Segments.of(each);
        pass = new DecoderPass(weights, kernels, PassThreads.one(), rows);
        generator = new Generator(bundle, kernels);
        shown = new ArrayList<>();
        for (int session = 0; session < batch; session++) {
            System.arraycopy(start, 0, states, session * start.length, start.length);
            shown.add(new AbsorbRequest(generator.start(), Frames.random(frame, steps, random)));
        }
    }

    private Runnable operation(String benchmark) {
        return switch (benchmark.substring(benchmark.lastIndexOf('.') + 1)) {
            case "scan" -> this::scan;
            case "layer" -> this::layer;
            case "block" -> this::block;
            case "absorb" -> this::absorb;
            default -> throw new IllegalArgumentException("no benchmark is called " + benchmark);
        };
    }

    /** The recurrence of one layer, in place: numbers grow from call to call, which takes no longer. */
    @Benchmark
    public float[] scan() {
        pass.scan(drives, segments, states);
        return drives;
    }

    /** One layer, in place: what it adds is small beside what it is given. */
    @Benchmark
    public float[] layer() {
        pass.layer(hidden, segments, states);
        return hidden;
    }

    /** The emitting pass of four layers. */
    @Benchmark
    public float[] block() {
        pass.run(latents, segments, states, logits);
        return logits;
    }

    /** Frames to states, results and all. */
    @Benchmark
    public List<Absorption> absorb() {
        return generator.absorb(shown);
    }

    private static float[] normal(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
