package io.rivulet.testbed.qualification.oracle;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.testbed.kafka.WireSymbols;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one prompt as far as it is given, chunk by chunk, by the generator's own calls. Each chunk may be
 * another model's.
 *
 * @param start how the session stood when the answer began
 * @param state of the session after the chunks given
 * @param plan how the answer falls into blocks; null before the first chunk, which absorbs what the prompt brings
 * @param given chunks so far
 */
public record PartialAnswer(
        PositionedPrompt prompt,
        SessionStart start,
        SessionState state,
        @Nullable BlockPlan plan,
        int given) {

    /** The next chunk, and the answer with it. */
    public record Next(GeneratedChunk chunk, PartialAnswer answer) {}

    /** What a chunk says, apart from what its answer says. */
    private record Content(SessionState before, float[] symbols, SessionState after, int stepsAbsorbed) {}

    /** Nothing of it is given yet. */
    public static PartialAnswer to(PositionedPrompt prompt, SessionStart start, SessionState from) {
        return new PartialAnswer(prompt, start, from, null, 0);
    }

    /** Whether all of it is given. */
    public boolean isComplete() {
        return plan != null && given >= chunks(plan);
    }

    /** What it is with the next chunk by this model. */
    public Next next(OracleModel model) {
        if (plan != null) {
            return chunk(model, plan, block(model, plan, state, 0));
        }
        Absorption absorption = model.generator().absorb(state, prompt.observed());
        SessionState after = absorption.state();
        BlockPlan blocks = new BlockPlan(
                new BlockSize(prompt.blockSteps(), model.frame()),
                after.pending(),
                prompt.event().getGenerateSymbols());
        return chunk(
                model,
                blocks,
                blocks.blocks() > 0
                        ? block(model, blocks, after, absorption.stepsAbsorbed())
                        : new Content(after, new float[0], after, absorption.stepsAbsorbed()));
    }

    private Content block(OracleModel model, BlockPlan blocks, SessionState from, int stepsBefore) {
        PromptEvent event = prompt.event();
        Randomness randomness =
                Randomness.of(event.getSeed(), event.getSessionId(), new Temperature(event.getTemperature()));
        Block block = model.generator().generate(new BlockRequest(from, blocks.symbolsIn(given), randomness));
        return new Content(from, block.symbols(), block.state(), stepsBefore + block.stepsAbsorbed());
    }

    private Next chunk(OracleModel model, BlockPlan blocks, Content content) {
        PromptEvent event = prompt.event();
        boolean last = given == chunks(blocks) - 1;
        EndReason end = blocks.blocks() == 0 ? EndReason.ABSORBED : EndReason.COMPLETED;
        GeneratedChunk chunk = GeneratedChunk.newBuilder()
                .setSessionId(event.getSessionId())
                .setRequestId(event.getRequestId())
                .setModel(model.name())
                .setModelFingerprint(model.fingerprint().hex())
                .setChunkIndex(given)
                .setChunkCount(chunks(blocks))
                .setPosition(content.before().symbols(model.frame()))
                .setSymbols(WireSymbols.of(SymbolKind.BINARY, content.symbols()))
                .setLast(last)
                .setEndReason(last ? end : null)
                .setSessionStart(start)
                .setStepsAbsorbed(content.stepsAbsorbed())
                .setHeaders(event.getHeaders())
                .setEventTime(event.getEventTime())
                .setSource(prompt.source())
                .build();
        return new Next(chunk, new PartialAnswer(prompt, start, content.after(), blocks, given + 1));
    }

    private static int chunks(BlockPlan plan) {
        return Math.max(1, plan.blocks());
    }
}
