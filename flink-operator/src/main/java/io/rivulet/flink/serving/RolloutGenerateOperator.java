package io.rivulet.flink.serving;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Rollout;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Answers prompts, keyed by session, and rolls out models: rollouts are broadcast to every task. */
public final class RolloutGenerateOperator extends ServingOperator
        implements TwoInputStreamOperator<Prompt, Rollout, Chunk>, BoundedMultiInput {

    private static final long serialVersionUID = 1L;

    private static final int PROMPTS = 1;

    public RolloutGenerateOperator(GenerateSettings settings) {
        super(settings);
    }

    @Override
    public void processElement1(StreamRecord<Prompt> element) throws Exception {
        accept(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Rollout> element) throws Exception {
        rollOut(element.getValue());
    }

    @Override
    public void endInput(int input) throws Exception {
        if (input == PROMPTS) {
            drain();
        }
    }
}
