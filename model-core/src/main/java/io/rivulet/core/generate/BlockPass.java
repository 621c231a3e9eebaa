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
    private final Decoder decoder;
    private final float[] planned;
    private final Linear embedLatents;
    private final LatentPrior prior;
    private final EmissionHead emission;
    private final Draws draws = new Draws();
    private final Scratch states = new Scratch();
    private final Scratch symbols = new Scratch();

    BlockPass(ModelConfig config, TensorSource tensors, Kernels kernels, Decoder decoder, EmissionHead emission) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.emission = emission;
        frame = config.frame();
        stateFloats = config.stateFloats();
        planned = tensors.array("decoder.planned");
        embedLatents = tensors.linear("decoder.embed_z");
        prior = new LatentPrior(kernels, tensors.linear("decoder.prior"), config.latents());
    }

    LatentPrior prior() {
        return prior;
    }

    EmissionHead emission() {
        return emission;
    }

    /** The frames of the last call. */
    float[] frames() {
        return symbols.floats(0, 0);
    }

    /** Returns the frames of all requests, [rows, frame], valid until the next call. */
    float[] run(List<BlockRequest> batch, Segments segments) {
        int rows = segments.rows();
        float[] frames = symbols.floats(rows, frame);
        lay(batch, segments, frames);
        float[] h = decoder.input(rows);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(planned, 0, h, row * planned.length, planned.length);
        }
        float[] z = prior.draw(decoder.run(segments, statesOf(batch), stateFloats), draws);
        embedLatents.forward(kernels, z, rows, decoder.input(rows));
        float[] hidden = decoder.run(segments, statesOf(batch), stateFloats);
        emission.draw(hidden, draws, new Past(segments, statesOf(batch), stateFloats, decoder.stateFloats()), frames);
        return frames;
    }

    /** Names the draws of every row and puts each session's pending symbols at the head of its first frame. */
    private void lay(List<BlockRequest> batch, Segments segments, float[] frames) {
        draws.clear();
        for (int i = 0; i < batch.size(); i++) {
            SessionState state = batch.get(i).state();
            Randomness randomness = batch.get(i).randomness();
            state.copyPartial(frames, draws.rows() * frame);
            for (int step = 0; step < segments.steps()[i]; step++) {
                int given = step == 0 ? state.pending() : 0;
                draws.add(randomness.key(), state.steps() + step, randomness.temperature(), given);
            }
        }
    }

    private float[] statesOf(List<BlockRequest> batch) {
        float[] recurrent = states.floats(batch.size(), stateFloats);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).state().copyRecurrent(recurrent, i * stateFloats);
        }
        return recurrent;
    }
}
