package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.numerics.ScalarKernels;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What one session's prompts give alone, by the generator's own calls: no batch, no state backend, no operator. */
final class Oracle {

    private final Bundle bundle;

    Oracle(Bundle bundle) {
        this.bundle = bundle;
    }

    List<Chunk> answers(List<Prompt> prompts) {
        Generator generator = new Generator(bundle, new ScalarKernels());
        SessionState state = generator.start();
        SessionStart start = SessionStart.NEW;
        List<Chunk> chunks = new ArrayList<>();
        for (Prompt prompt : prompts) {
            if (prompt.reset()) {
                state = generator.start();
                start = SessionStart.RESET;
            }
            state = answer(generator, state, start, prompt, chunks);
            start = SessionStart.RESUMED;
        }
        return chunks;
    }

    private SessionState answer(
            Generator generator, SessionState from, SessionStart start, Prompt prompt, List<Chunk> chunks) {
        int frame = bundle.config().frame();
        Symbols observed = prompt.observed();
        float[] symbols = observed == null ? new float[0] : observed.values();
        Absorption absorption = generator.absorb(from, symbols);
        SessionState state = absorption.state();
        int blockSteps = Objects.requireNonNullElse(prompt.blockSteps(), Harness.LIMITS.defaultBlockSteps());
        BlockPlan plan = new BlockPlan(new BlockSize(blockSteps, frame), state.pending(), prompt.generateSymbols());
        if (plan.blocks() == 0) {
            Symbols none = Symbols.none(bundle.config().emission().kind());
            chunks.add(chunk(prompt, 0, 1, state.symbols(frame), none, start, absorption.stepsAbsorbed()));
        }
        for (int i = 0; i < plan.blocks(); i++) {
            Randomness randomness =
                    Randomness.of(prompt.seed(), prompt.origin().sessionId(), new Temperature(prompt.temperature()));
            Block block = generator.generate(new BlockRequest(state, plan.symbolsIn(i), randomness));
            Symbols made = new Symbols(bundle.config().emission().kind(), block.symbols());
            int absorbed = block.stepsAbsorbed() + (i == 0 ? absorption.stepsAbsorbed() : 0);
            chunks.add(chunk(prompt, i, plan.blocks(), state.symbols(frame), made, start, absorbed));
            state = block.state();
        }
        return state;
    }

    private Chunk chunk(
            Prompt prompt, int index, int count, long position, Symbols symbols, SessionStart start, int absorbed) {
        String model = bundle.config().name();
        return new Chunk(
                prompt.origin(), model, bundle.fingerprint().hex(), index, count, position, symbols, start, absorbed);
    }
}
