package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.emission.EmissionHead;
import io.rivulet.core.emission.Past;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.List;

/** The two passes that invent a block, plan and emit, over the stacked steps of all requests. */
final class BlockPass {

    private final Kernels kernels;
    private final int frame;
    private final int stateFloats;
    private final int memoryAt;
    private final CausalStack decoder;
    private final Conditioner conditioner;
    private final Linear embedLatents;
    private final EmissionHead emission;
    private final Draws draws = new Draws();
    private final Segments segments = new Segments();
    private final Scratch states = new Scratch();
    private final Scratch symbols = new Scratch();
    private boolean[] unseen = {};
    private Past past;

    BlockPass(
            ModelConfig config,
            TensorSource tensors,
            Kernels kernels,
            CausalStack decoder,
            Conditioner conditioner,
            EmissionHead emission) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.conditioner = conditioner;
        this.emission = emission;
        frame = config.frame();
        stateFloats = config.stateFloats();
        memoryAt = stateFloats - config.emission().memoryFloats();
        embedLatents = tensors.linear("decoder.embed_z");
        past = past(new float[0]);
    }

    /** How the rows of the last call divide into blocks. */
    Segments segments() {
        return segments;
    }

    /** The latents of the last call, and what they were drawn from. */
    LatentHead planned() {
        return conditioner.ahead();
    }

    EmissionHead emission() {
        return emission;
    }

    /** The frames of the last call. */
    float[] frames() {
        return symbols.floats(0, 0);
    }

    /** Returns the frames of all requests, [rows, frame], valid until the next call. */
    float[] run(List<BlockRequest> batch) {
        segments.clear();
        for (int i = 0; i < batch.size(); i++) {
            segments.add(batch.get(i).steps(frame));
        }
        int rows = segments.rows();
        float[] frames = symbols.floats(rows, frame);
        lay(batch, frames);
        conditioner.plan(segments, unseen(batch), statesOf(batch), stateFloats);
        embedLatents.forward(kernels, conditioner.ahead().draw(draws), rows, decoder.input(rows));
        float[] hidden = decoder.run(segments, statesOf(batch), stateFloats);
        float[] before = statesOf(batch);
        if (past.states() != before) {
            past = past(before);
        }
        emission.draw(hidden, draws, past, frames);
        return frames;
    }

    private Past past(float[] before) {
        return new Past(segments, before, stateFloats, memoryAt);
    }

    /** Names the draws of every row and puts each session's pending symbols at the head of its first frame. */
    private void lay(List<BlockRequest> batch, float[] frames) {
        draws.clear();
        for (int i = 0; i < batch.size(); i++) {
            SessionState state = batch.get(i).state();
            Randomness randomness = batch.get(i).randomness();
            state.copyPartial(frames, draws.rows() * frame);
            for (int step = 0; step < segments.steps(i); step++) {
                int given = step == 0 ? state.pending() : 0;
                draws.add(randomness.key(), state.steps() + step, randomness.temperature(), given);
            }
        }
    }

    private boolean[] unseen(List<BlockRequest> batch) {
        if (unseen.length < batch.size()) {
            unseen = new boolean[Scratch.grown(unseen.length, batch.size())];
        }
        for (int i = 0; i < batch.size(); i++) {
            unseen[i] = batch.get(i).state().steps() == 0;
        }
        return unseen;
    }

    private float[] statesOf(List<BlockRequest> batch) {
        float[] recurrent = states.floats(batch.size(), stateFloats);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).state().copyRecurrent(recurrent, i * stateFloats);
        }
        return recurrent;
    }
}
