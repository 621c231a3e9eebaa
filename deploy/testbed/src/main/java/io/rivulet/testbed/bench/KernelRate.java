package io.rivulet.testbed.bench;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.AbsorbRequest;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.numerics.Kernels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The model alone, on the same prompts in batches, without Flink or Kafka: what the pipeline is measured against. */
final class KernelRate {
    private static final double NANOS = 1e9;

    private final PromptShape shape;
    private final List<Generator> generators = new ArrayList<>();
    private final int batch;

    /**
     * @param batch sessions that share a pass
     * @param threads that generate
     */
    KernelRate(Bundle bundle, PromptShape shape, int batch, int threads) {
        this.shape = shape;
        this.batch = batch;
        for (int i = 0; i < threads; i++) {
            generators.add(new Generator(bundle, Kernels.best()));
        }
    }

    /** Symbols a second of all threads together, over so long a time. */
    double symbolsPerSecond(Duration time) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(generators.size());
        try {
            List<Callable<Double>> tasks = new ArrayList<>();
            generators.forEach(generator -> tasks.add(() -> measure(generator, time)));
            double sum = 0;
            for (Future<Double> rate : pool.invokeAll(tasks)) {
                sum += rate.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }

    private double measure(Generator generator, Duration time) {
        List<SessionState> sessions = new ArrayList<>(Collections.nCopies(batch, generator.start()));
        long start = System.nanoTime();
        long symbols = 0;
        while (System.nanoTime() < start + time.toNanos()) {
            symbols += round(generator, sessions);
        }
        return symbols * NANOS / (System.nanoTime() - start);
    }

    /** One prompt for each session; returns the symbols that came. */
    private long round(Generator generator, List<SessionState> sessions) {
        float[] observed = new float[shape.frame()];
        List<AbsorbRequest> brought = sessions.stream()
                .map(session -> new AbsorbRequest(session, observed))
                .toList();
        Collections.copy(
                sessions,
                generator.absorb(brought).stream().map(Absorption::state).toList());
        int block = shape.block() * shape.frame();
        for (int from = 0; from < shape.generated(); from += block) {
            int symbols = Math.min(block, shape.generated() - from);
            List<BlockRequest> asked = sessions.stream()
                    .map(session -> new BlockRequest(session, symbols, Randomness.of(1, "session", Temperature.ONE)))
                    .toList();
            Collections.copy(
                    sessions,
                    generator.generate(asked).stream().map(Block::state).toList());
        }
        return (long) sessions.size() * shape.generated();
    }
}
