package io.rivulet.testbed.bench;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.WireSymbols;
import java.time.Instant;

/**
 * What every prompt of a measurement looks like: it brings one frame of zeros and asks for some more symbols.
 *
 * @param frame symbols a step
 * @param generated symbols asked for; 0 to be absorbed alone
 * @param block steps of a chunk
 */
record PromptShape(int frame, int generated, int block) {
    PromptShape {
        if (generated < 0 || generated % frame != 0 || block < 1) {
            throw new IllegalArgumentException("a measurement asks for whole frames of " + frame
                    + " symbols in blocks of a step or more, got " + generated + " in blocks of " + block
                    + "; choose a multiple");
        }
    }

    /** The same prompts, but only to be absorbed. */
    PromptShape absorbed() {
        return new PromptShape(frame, 0, block);
    }

    /** Prompt number {@code index}; prompts go round {@code keys} sessions. */
    PromptEvent prompt(long index, int keys) {
        return PromptEvent.newBuilder()
                .setSessionId("session-" + index % keys)
                .setRequestId(Long.toString(index))
                .setObserved(WireSymbols.of(SymbolKind.BINARY, new float[frame]))
                .setGenerateSymbols(generated)
                .setBlockSteps(block)
                .setSeed(index)
                .setEventTime(Instant.EPOCH)
                .build();
    }
}
