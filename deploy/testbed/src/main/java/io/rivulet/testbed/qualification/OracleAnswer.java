package io.rivulet.testbed.qualification;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.testbed.kafka.WireSymbols;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one prompt as far as it is given, chunk by chunk, by the generator's own calls. Each chunk may be another
 * model's.
 *
 * @param start how the session stood when it began
 * @param state of the session after the chunks given
 * @param plan how it falls into blocks; null before the first chunk, which absorbs what the prompt brings
 * @param given chunks so far
 */
record OracleAnswer(
        Asked asked,
        SessionStart start,
        SessionState state,
        @Nullable BlockPlan plan,
        int given) {

    /** The next chunk, and the answer with it. */
    record Part(GeneratedChunk chunk, OracleAnswer rest) {}

    /** Nothing of it is given yet. */
    static OracleAnswer to(Asked asked, SessionStart start, SessionState from) {
        return new OracleAnswer(asked, start, from, null, 0);
    }

    /** Whether all of it is given. */
    boolean isComplete() {
        return plan != null && given >= chunks(plan);
    }

    /** What it is with the next chunk by this model. */
    Part next(OracleModel model) {
        if (plan != null) {
            return block(model, plan, state, 0);
        }
        Absorption absorption = model.generator().absorb(state, asked.observed());
        SessionState after = absorption.state();
        BlockPlan blocks =
                new BlockPlan(model.frame(), after.pending(), asked.prompt().getGenerateSymbols(), asked.blockSteps());
        return blocks.blocks() > 0
                ? block(model, blocks, after, absorption.stepsAbsorbed())
                : part(model, blocks, after, new float[0], after, absorption.stepsAbsorbed());
    }

    private Part block(OracleModel model, BlockPlan blocks, SessionState from, int stepsBefore) {
        PromptEvent prompt = asked.prompt();
        Randomness randomness = Randomness.of(prompt.getSeed(), prompt.getSessionId(), prompt.getTemperature());
        Block block = model.generator().generate(new BlockRequest(from, blocks.symbolsIn(given), randomness));
        return part(model, blocks, from, block.symbols(), block.state(), stepsBefore + block.stepsAbsorbed());
    }

    private Part part(
            OracleModel model, BlockPlan blocks, SessionState from, float[] symbols, SessionState after, int steps) {
        PromptEvent prompt = asked.prompt();
        boolean last = given == chunks(blocks) - 1;
        EndReason end = blocks.blocks() == 0 ? EndReason.ABSORBED : EndReason.COMPLETED;
        GeneratedChunk chunk = GeneratedChunk.newBuilder()
                .setSessionId(prompt.getSessionId())
                .setRequestId(prompt.getRequestId())
                .setModel(model.name())
                .setModelFingerprint(model.fingerprint())
                .setChunkIndex(given)
                .setChunkCount(chunks(blocks))
                .setPosition(from.symbols(model.frame()))
                .setSymbols(WireSymbols.of(SymbolKind.BINARY, symbols))
                .setLast(last)
                .setEndReason(last ? end : null)
                .setSessionStart(start)
                .setStepsAbsorbed(steps)
                .setHeaders(prompt.getHeaders())
                .setEventTime(prompt.getEventTime())
                .setSource(asked.source())
                .build();
        return new Part(chunk, new OracleAnswer(asked, start, after, blocks, given + 1));
    }

    private static int chunks(BlockPlan plan) {
        return Math.max(1, plan.blocks());
    }
}
