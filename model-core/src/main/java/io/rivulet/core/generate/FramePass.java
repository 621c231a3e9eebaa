package io.rivulet.core.generate;

import io.rivulet.core.emission.Past;
import io.rivulet.core.emission.SymbolMemory;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;

/** Passes over observed or emitted frames: they move the recurrent states and give nothing else. */
final class FramePass {

    private final Conditioner conditioner;
    private final SymbolMemory memory;
    private final int frame;
    private final int stateFloats;
    private final Scratch stacked = new Scratch();
    private final Scratch states = new Scratch();

    FramePass(ModelConfig config, Conditioner conditioner, SymbolMemory memory) {
        this.conditioner = conditioner;
        this.memory = memory;
        frame = config.frame();
        stateFloats = config.stateFloats();
    }

    /**
     * Moves {@code recurrent[i]} over the first {@code steps[i]} frames of {@code frames[i]}, for all i.
     *
     * @param maxRows rows of one pass; more are cut into several, which changes no bit because scans are sequential
     * @return the frames that were really run over, by sequence
     */
    int[] run(float[][] frames, int[] steps, float[][] recurrent, int maxRows) {
        int[] done = new int[steps.length];
        int[] take = new int[steps.length];
        while (plan(steps, done, take, maxRows)) {
            wave(frames, done, take, recurrent);
            for (int i = 0; i < done.length; i++) {
                done[i] += take[i];
            }
        }
        return done;
    }

    /** Decides how many frames of each sequence the next pass takes; false if none are left. */
    private static boolean plan(int[] steps, int[] done, int[] take, int maxRows) {
        int room = maxRows;
        for (int i = 0; i < steps.length; i++) {
            take[i] = Math.min(steps[i] - done[i], room);
            room -= take[i];
        }
        return room < maxRows;
    }

    private void wave(float[][] frames, int[] done, int[] take, float[][] recurrent) {
        Segments segments = Segments.of(Arrays.stream(take).filter(n -> n > 0).toArray());
        float[] symbols = stacked.floats(segments.rows(), frame);
        float[] state = states.floats(segments.count(), stateFloats);
        int row = 0;
        int segment = 0;
        for (int i = 0; i < take.length; i++) {
            if (take[i] > 0) {
                System.arraycopy(frames[i], done[i] * frame, symbols, row * frame, take[i] * frame);
                System.arraycopy(recurrent[i], 0, state, segment * stateFloats, stateFloats);
                row += take[i];
                segment++;
            }
        }
        conditioner.absorb(symbols, segments, state, stateFloats);
        memory.move(symbols, new Past(segments, state, stateFloats, stateFloats - memory.floats()));
        segment = 0;
        for (int i = 0; i < take.length; i++) {
            if (take[i] > 0) {
                System.arraycopy(state, segment * stateFloats, recurrent[i], 0, stateFloats);
                segment++;
            }
        }
    }
}
