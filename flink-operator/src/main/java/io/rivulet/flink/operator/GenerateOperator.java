package io.rivulet.flink.operator;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.metrics.OperatorMetrics;
import io.rivulet.flink.metrics.Rejections;
import io.rivulet.flink.state.KeyedSessions;
import io.rivulet.flink.state.RecordTypes;
import java.util.Objects;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers prompts, keyed by session id, with chunks; dead letters go to {@link RecordTypes#DEAD_LETTERS}.
 *
 * <p>Blocks are generated in <em>waves</em>: one pass of the model over many sessions, a block each, new requests in
 * turns with those under way. A wave runs from a processing-time timer, one a firing, so that Flink takes checkpoint barriers and
 * further input between any two of them: a barrier waits for the wave that runs and for requests that none has taken yet, and
 * a short request for no more than some blocks of the long ones. Requests that find nothing under way may be told to wait a little for each other.
 */
public final class GenerateOperator extends AbstractStreamOperator<Chunk>
        implements OneInputStreamOperator<Prompt, Chunk>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static final long NEVER = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(GenerateOperator.class);

    private final GenerateSettings settings;
    private transient @Nullable Serving serving;
    /** When the next wave is due, {@link #NEVER} if none is. */
    private transient long due;

    /** Of the timer that counts: every wave, and every earlier timer, makes those before it void. */
    private transient long ticket;

    public GenerateOperator(GenerateSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        due = NEVER;
        Bundle bundle = new BundleLocation(settings.model()).load(settings.fingerprint());
        Kernels kernels = Kernels.best();
        KernelLog.say(LOG, bundle, kernels);
        Generator generator = new Generator(bundle, kernels);
        KeyedSessions sessions = new KeyedSessions(Objects.requireNonNull(getKeyedStateStore()), settings.timeToLive());
        ReadySessions ready = new ReadySessions();
        serving = new Serving(
                new Reception(generator, settings.policy(), settings.limits()),
                new Answerer(generator),
                settings.limits(),
                sessions,
                ready,
                new OperatorMetrics(
                        getMetricGroup(),
                        bundle.fingerprint(),
                        KeyedSessions.bytesPerKey(bundle.config()),
                        ready::size),
                new Rejections(getMetricGroup()),
                new Serving.Outputs(
                        this::setCurrentKey,
                        chunk -> output.collect(new StreamRecord<>(chunk)),
                        letter -> output.collect(RecordTypes.DEAD_LETTERS, new StreamRecord<>(letter))));
        recover(serving);
    }

    private void recover(Serving to) throws Exception {
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        for (String sessionId : KeyedSessions.unfinished(backend)) {
            setCurrentKey(sessionId);
            to.recover(sessionId);
        }
        schedule(to);
    }

    @Override
    public void processElement(StreamRecord<Prompt> element) throws Exception {
        Serving opened = opened();
        opened.accept(element.getValue());
        schedule(opened);
    }

    /** What no wave has taken yet is in memory alone: it is answered before the barrier goes on. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        opened().flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    /** Runs one wave, in place of the one that is due. */
    void wave() throws Exception {
        due = NEVER;
        ticket++;
        Serving opened = opened();
        opened.wave();
        schedule(opened);
    }

    @Override
    public void endInput() throws Exception {
        drain();
    }

    @Override
    public void finish() throws Exception {
        drain();
        super.finish();
    }

    private void drain() throws Exception {
        Serving opened = opened();
        while (opened.hasWork()) {
            opened.wave();
        }
    }

    private void schedule(Serving opened) {
        if (!opened.hasWork()) {
            return;
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        long wait = opened.onlyArrivals() ? settings.longestWait().toMillis() : 0;
        // A time just past fires at once; Flink puts off timers for now or later by a millisecond.
        long time = wait == 0 ? now - 1 : now + wait - 1;
        if (time < due) {
            due = time;
            long mine = ++ticket;
            getProcessingTimeService().registerTimer(time, fired -> {
                if (mine == ticket) {
                    wave();
                }
            });
        }
    }

    private Serving opened() {
        return Objects.requireNonNull(serving, "an operator must be opened first");
    }
}
