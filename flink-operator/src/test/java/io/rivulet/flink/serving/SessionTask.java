package io.rivulet.flink.serving;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.ScalarKernels;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.metrics.OperatorMetrics;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.KeyedSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Flink's keyed state and a tiny model, and sessions between them that a test moves by hand. */
final class SessionTask implements AutoCloseable {

    final List<Rejection> deadLetters = new ArrayList<>();
    final List<Chunk> chunks = new ArrayList<>();
    final Map<String, Counter> counters = new HashMap<>();
    final KeyedSessions keyed;
    final Outputs outputs;

    private final Keeper keeper = new Keeper();
    private final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;
    private final Generator generator;

    SessionTask(Path folder) throws Exception {
        this(folder, false);
    }

    SessionTask(Path folder, boolean tellsRepetitions) throws Exception {
        generator = new Generator(TinyBundles.binary(folder, 1), new ScalarKernels());
        harness = new KeyedOneInputStreamOperatorTestHarness<>(keeper, text -> text, Types.STRING);
        harness.open();
        keyed = new KeyedSessions(Objects.requireNonNull(keeper.getKeyedStateStore()), Duration.ZERO, tellsRepetitions);
        MetricGroup metrics = new UnregisteredMetricsGroup() {
            @Override
            public Counter counter(String name) {
                return counters.computeIfAbsent(name, any -> new SimpleCounter());
            }
        };
        outputs = new Outputs(
                chunks::add,
                deadLetters::add,
                new OperatorMetrics(metrics, () -> "", () -> 0, () -> 0),
                new Rejections(metrics));
    }

    ServedModel model(Limits limits) {
        return ServedModel.of(generator, RolloutPolicy.REJECT, limits);
    }

    /** The whole of it, for prompts that come in. */
    Serving serving(ServedModel model) {
        return new Serving(model, keyed, keeper::setCurrentKey, new WaveOrder(Harness.LIMITS), outputs);
    }

    /** One that is idle, and the current key. */
    Session session(String id) {
        keeper.setCurrentKey(id);
        return new Session(id, keyed);
    }

    /** One that a prompt for two blocks of so many steps has reached. */
    Session arrived(String id, int steps, ServedModel model) throws Exception {
        Session session = session(id);
        session.accept(prompt(id, 2, steps).prompt(), model);
        return session;
    }

    /** The same after its first block. */
    Session underWay(String id, int steps, ServedModel model) throws Exception {
        Session session = arrived(id, steps, model);
        block(session, model);
        return session;
    }

    static Prompts prompt(String id, int blocks, int steps) {
        return Prompts.to(id)
                .generating((long) blocks * steps * TinyBundles.FRAME)
                .blocks(steps);
    }

    /** Makes the session's next block, as a wave of it alone does. */
    void block(Session session, ServedModel model) throws Exception {
        Wave wave = new Wave(false);
        join(wave, session, model);
        for (Outcome outcome : model.answerer().advance(wave.requests())) {
            outcome.settle(session, outputs);
        }
    }

    /** Whether anything is kept of the current key but prompts that wait. */
    boolean exists() throws Exception {
        return keyed.session() != null || keyed.request() != null;
    }

    /** Lets the session join a wave, or says why it did not. */
    void join(Wave wave, Session session, ServedModel model) throws Exception {
        keeper.setCurrentKey(session.id());
        if (!session.join(wave, model, outputs)) {
            throw new AssertionError(deadLetters);
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private static final class Keeper extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(StreamRecord<String> element) {
            throw new IllegalStateException("nothing is sent to this operator");
        }
    }
}
