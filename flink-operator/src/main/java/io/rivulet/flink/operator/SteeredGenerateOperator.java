package io.rivulet.flink.operator;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.ModelOrder;
import io.rivulet.flink.event.Prompt;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Answers prompts, and exchanges the model when an order comes: prompts keyed by session, orders broadcast to every task. */
public final class SteeredGenerateOperator extends ServingOperator
        implements TwoInputStreamOperator<Prompt, ModelOrder, Chunk>, BoundedMultiInput {

    private static final long serialVersionUID = 1L;

    private static final int PROMPTS = 1;

    public SteeredGenerateOperator(GenerateSettings settings) {
        super(settings);
    }

    @Override
    public void processElement1(StreamRecord<Prompt> element) throws Exception {
        accept(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<ModelOrder> element) throws Exception {
        obey(element.getValue());
    }

    @Override
    public void endInput(int input) throws Exception {
        if (input == PROMPTS) {
            drain();
        }
    }
}
