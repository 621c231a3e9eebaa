package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.numerics.Kernels;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What absorbing and generating cost after a long history, against a new session. Iterations take the two sessions in
 * turns, in one process, so that neither the compiler's mood nor a drift of the machine falls on one of them alone; the
 * counter {@code stepsBehind} says whose an iteration was.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--add-modules=jdk.incubator.vector", "-Xbatch", "-XX:+UseG1GC", "-Xms512m", "-Xmx1g"})
@Warmup(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class HistoryBenchmark {

    private static final long SEED = 1;
    private static final int STEPS_AT_ONCE = 1000;

    @Param("64")
    public int width;

    @Param("128")
    public int steps;

    /** Steps that the old session has absorbed, in thousands. */
    @Param("1000")
    public int history;

    private Generator generator;
    private SessionState[] sessions;
    private int turn;
    private SessionState session;
    private long stateBytes;
    private float[] prompt;
    private final Randomness randomness = Randomness.of(SEED, "benchmark", 1);

    /** The session of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Session {
        public long stepsBehind;
        public long stateBytes;
    }

    @Setup
    public void live() {
        Bundle bundle = DecoderWeights.randomModel(width, SEED);
        generator = new Generator(bundle, Kernels.best());
        int frame = bundle.config().frame();
        Random random = new Random(SEED);
        prompt = Frames.random(frame, steps, random);
        SessionState old = generator.start();
        for (int i = 0; i < history; i++) {
            float[] frames = Frames.random(frame, STEPS_AT_ONCE, random);
            old = generator.absorb(old, frames).state();
        }
        sessions = new SessionState[] {generator.start(), old};
        BlockRequest request = new BlockRequest(old, prompt.length, randomness);
        Warmth.up(() -> generator.generate(request));
    }

    @Setup(Level.Iteration)
    public void takeTurns() {
        session = sessions[turn++ % 2];
        stateBytes = (long) Float.BYTES * (session.recurrent().length + session.partial().length) + Long.BYTES;
    }

    @Benchmark
    public Absorption absorb(Session counters) {
        tell(counters);
        return generator.absorb(session, prompt);
    }

    @Benchmark
    public Block generate(Session counters) {
        tell(counters);
        return generator.generate(new BlockRequest(session, prompt.length, randomness));
    }

    private void tell(Session counters) {
        counters.stepsBehind = session.steps();
        counters.stateBytes = stateBytes;
    }
}
