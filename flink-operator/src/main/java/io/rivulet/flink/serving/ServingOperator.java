package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.text.Visible;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.metrics.OperatorMetrics;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.KeyedSessions;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.flink.state.RolloutInForce;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers prompts, keyed by session id, with chunks; dead letters go to {@link RecordTypes#DEAD_LETTERS}.
 *
 * <p>Blocks are generated in <em>waves</em>: one pass of the model over many sessions, a block each, new requests in
 * turns with those under way. A wave runs from a processing-time timer, one a firing, so that Flink takes checkpoint
 * barriers and further input between any two of them: a barrier waits for the wave that runs and for requests that none
 * has taken yet, and a short request for no more than some blocks of the long ones. Requests that find nothing under
 * way may be told to wait a little for each other.
 *
 * <p>The model is the configured one until a rollout. The rollout in force is kept in state, the same in all tasks:
 * after a failure or from a savepoint its model is served, unless another one was configured since.
 */
abstract class ServingOperator extends AbstractStreamOperator<Chunk> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ServingOperator.class);

    private final GenerateSettings settings;
    private transient @Nullable RolloutInForce inForce;
    private transient @Nullable Serving serving;
    private transient @Nullable WaveOrder order;
    private transient @Nullable WaveTimer timer;
    private transient @Nullable Outputs outputs;
    private transient @Nullable PassThreads threads;
    /** Whose name and size the reporter of metrics reads, on a thread of its own. */
    private transient volatile @Nullable Generator generator;

    ServingOperator(GenerateSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        inForce = new RolloutInForce(context.getOperatorStateStore(), settings.model());
    }

    @Override
    public void open() throws Exception {
        super.open();
        threads = PassThreads.of(settings.passThreads());
        Rollout rollout = Objects.requireNonNull(inForce).get();
        Bundle bundle = rollout == null
                ? new BundleLocation(settings.location()).load(settings.fingerprint())
                : restored(rollout);
        ServedModel model = load(bundle, rollout == null ? settings.policy() : rollout.policy());
        WaveOrder waves = new WaveOrder(settings.limits());
        order = waves;
        outputs = outputs(waves);
        timer = new WaveTimer(getProcessingTimeService(), this::wave);
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        KeyedStateStore store = Objects.requireNonNull(getKeyedStateStore());
        if (!settings.deduplicates()) {
            KeyedSessions.dropAnswered(backend, store, settings.timeToLive(), this::setCurrentKey);
        }
        KeyedSessions keyed = new KeyedSessions(store, settings.timeToLive(), settings.deduplicates());
        serving = new Serving(model, keyed, this::setCurrentKey, waves, outputs);
        for (String sessionId : KeyedSessions.unfinished(backend)) {
            serving.restore(sessionId);
        }
        schedule();
    }

    private Outputs outputs(WaveOrder waves) {
        return new Outputs(
                chunk -> output.collect(new StreamRecord<>(chunk)),
                rejection -> output.collect(RecordTypes.DEAD_LETTERS, new StreamRecord<>(rejection)),
                new OperatorMetrics(
                        getMetricGroup(),
                        () -> served().fingerprint().hex(),
                        () -> KeyedSessions.bytesPerKey(served().config()),
                        waves::size),
                new Rejections(getMetricGroup()));
    }

    private static Bundle restored(Rollout rollout) throws IOException {
        try {
            return RolloutBundle.load(rollout);
        } catch (Refusal refusal) {
            throw new IOException(
                    "the model that was rolled out last must still be there when a job is restored: "
                            + refusal.message()
                            + "; or configure another model than before, which then takes its place",
                    refusal);
        }
    }

    private ServedModel load(Bundle bundle, RolloutPolicy policy) {
        Kernels kernels = Kernels.best();
        KernelLog.say(LOG, bundle, kernels, settings.passThreads());
        Generator loaded = new Generator(bundle, kernels, Objects.requireNonNull(threads));
        generator = loaded;
        return ServedModel.of(loaded, policy, settings.limits());
    }

    /** Takes a prompt of the current key. */
    final void accept(Prompt prompt) throws Exception {
        opened().accept(prompt);
        schedule();
    }

    /**
     * Serves the model of this rollout; if it cannot be loaded here, the one before goes on and a dead letter says so.
     */
    final void rollOut(Rollout rollout) throws Exception {
        Bundle bundle;
        try {
            bundle = RolloutBundle.load(rollout);
        } catch (Refusal refusal) {
            LOG.warn("A rollout did not happen and the model before is served: {}", Visible.of(refusal.message()));
            Objects.requireNonNull(outputs).reject(Rejection.of(rollout, refusal));
            return;
        }
        opened().rollOut(load(bundle, rollout.policy()));
        Objects.requireNonNull(inForce).set(rollout);
        schedule();
    }

    /** What no wave has taken yet is in memory alone: it is answered before the barrier goes on. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        opened().flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    /** Runs one wave, in place of the one that is due. */
    void wave() throws Exception {
        Objects.requireNonNull(timer).clear();
        opened().wave();
        schedule();
    }

    @Override
    public void finish() throws Exception {
        drain();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (threads != null) {
            threads.close();
        }
        super.close();
    }

    /** Answers all that is open. */
    final void drain() throws Exception {
        while (order().hasWork()) {
            opened().wave();
        }
    }

    private void schedule() {
        if (order().hasWork()) {
            long wait = order().onlyNewArrivals() ? settings.longestWait().toMillis() : 0;
            Objects.requireNonNull(timer).within(wait);
        }
    }

    private Generator served() {
        return Objects.requireNonNull(generator, "an operator must be opened first");
    }

    private WaveOrder order() {
        return Objects.requireNonNull(order, "an operator must be opened first");
    }

    private Serving opened() {
        return Objects.requireNonNull(serving, "an operator must be opened first");
    }
}
