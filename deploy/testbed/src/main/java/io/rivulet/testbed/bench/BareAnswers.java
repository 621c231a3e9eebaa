package io.rivulet.testbed.bench;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.Symbols;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Answers every prompt with chunks of zeros, without model or state: what stands around the model, and nothing else.
 */
final class BareAnswers extends AbstractStreamOperator<Chunk> implements OneInputStreamOperator<Prompt, Chunk> {
    private static final long serialVersionUID = 1L;

    private final int frame;

    /** @param frame symbols a step */
    BareAnswers(int frame) {
        this.frame = frame;
    }

    @Override
    public void processElement(StreamRecord<Prompt> element) {
        Prompt prompt = element.getValue();
        int asked = (int) prompt.generateSymbols();
        int block = Objects.requireNonNull(prompt.blockSteps(), "measured prompts name their block") * frame;
        int count = Math.max(1, (asked + block - 1) / block);
        for (int i = 0; i < count; i++) {
            Symbols zeros = new Symbols(SymbolKind.BINARY, new float[Math.min(block, asked - i * block)]);
            output.collect(new StreamRecord<>(new Chunk(
                    prompt.origin(), "none", "0".repeat(64), i, count, (long) i * block, zeros, SessionStart.NEW, 0)));
        }
    }
}
