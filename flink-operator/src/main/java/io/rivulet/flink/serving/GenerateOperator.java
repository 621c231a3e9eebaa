package io.rivulet.flink.serving;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Answers prompts with the configured model, or with that of the rollout in force when the job was restored. */
public final class GenerateOperator extends ServingOperator
        implements OneInputStreamOperator<Prompt, Chunk>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    public GenerateOperator(GenerateSettings settings) {
        super(settings);
    }

    @Override
    public void processElement(StreamRecord<Prompt> element) throws Exception {
        accept(element.getValue());
    }

    @Override
    public void endInput() throws Exception {
        drain();
    }
}
