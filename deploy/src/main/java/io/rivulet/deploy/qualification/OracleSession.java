package io.rivulet.deploy.qualification;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.deploy.kafka.WireSymbols;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.schemas.event.SourcePosition;
import java.util.Objects;
import java.util.function.Consumer;

/** What one session's prompts give, one after another. */
final class OracleSession {
    private final Bundle bundle;
    private final Generator generator;
    private SessionState state;
    private SessionStart start = SessionStart.NEW;

    OracleSession(Bundle bundle, Generator generator) {
        this.bundle = bundle;
        this.generator = generator;
        this.state = generator.start();
    }

    void answer(PromptEvent prompt, SourcePosition source, Consumer<GeneratedChunk> chunks) {
        if (prompt.getReset()) {
            state = generator.start();
            start = SessionStart.RESET;
        }
        int frame = bundle.config().frame();
        Absorption absorption = generator.absorb(state, observed(prompt));
        state = absorption.state();
        int steps = Objects.requireNonNullElse(prompt.getBlockSteps(), RivuletOptions.BLOCK_STEPS.defaultValue());
        BlockPlan plan = new BlockPlan(frame, state.pending(), prompt.getGenerateSymbols(), steps);
        GeneratedChunk.Builder chunk = answerTo(prompt, source)
                .setChunkCount(Math.max(1, plan.blocks()))
                .setStepsAbsorbed(absorption.stepsAbsorbed());
        if (plan.blocks() == 0) {
            chunks.accept(chunk.setChunkIndex(0)
                    .setPosition(state.symbols(frame))
                    .setSymbols(symbols(new float[0]))
                    .setLast(true)
                    .setEndReason(EndReason.ABSORBED)
                    .build());
        }
        Randomness randomness = Randomness.of(prompt.getSeed(), prompt.getSessionId(), prompt.getTemperature());
        for (int i = 0; i < plan.blocks(); i++) {
            Block block = generator.generate(new BlockRequest(state, plan.symbolsIn(i), randomness));
            boolean last = i == plan.blocks() - 1;
            chunks.accept(chunk.setChunkIndex(i)
                    .setPosition(state.symbols(frame))
                    .setSymbols(symbols(block.symbols()))
                    .setLast(last)
                    .setEndReason(last ? EndReason.COMPLETED : null)
                    .setStepsAbsorbed(block.stepsAbsorbed() + (i == 0 ? absorption.stepsAbsorbed() : 0))
                    .build());
            state = block.state();
        }
        start = SessionStart.RESUMED;
    }

    private GeneratedChunk.Builder answerTo(PromptEvent prompt, SourcePosition source) {
        return GeneratedChunk.newBuilder()
                .setSessionId(prompt.getSessionId())
                .setRequestId(prompt.getRequestId())
                .setModel(bundle.config().name())
                .setModelFingerprint(bundle.fingerprint())
                .setSessionStart(start)
                .setHeaders(prompt.getHeaders())
                .setEventTime(prompt.getEventTime())
                .setSource(source);
    }

    private static float[] observed(PromptEvent prompt) {
        Object observed = prompt.getObserved();
        return observed == null ? new float[0] : WireSymbols.floats(observed);
    }

    private static Object symbols(float[] symbols) {
        return WireSymbols.of(SymbolKind.BINARY, symbols);
    }
}
