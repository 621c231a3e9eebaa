package io.rivulet.core.generate;

import io.rivulet.core.emission.Past;
import io.rivulet.core.emission.SymbolMemory;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Scratch;

/** Passes over observed or emitted frames: they move the recurrent states and give nothing else. */
final class FramePass {

    private final Conditioner conditioner;
    private final SymbolMemory memory;
    private final int frame;
    private final int stateFloats;
    private final Segments segments = new Segments();
    private final Scratch stacked = new Scratch();
    private final Scratch states = new Scratch();
    private Past past;

    FramePass(ModelConfig config, Conditioner conditioner, SymbolMemory memory) {
        this.conditioner = conditioner;
        this.memory = memory;
        frame = config.frame();
        stateFloats = config.stateFloats();
        past = past(new float[0]);
    }

    /**
     * Moves the states of all sessions, [sessions, numbers of a state], over their frames.
     *
     * @param maxRows rows of one pass; more are cut into several, which changes no bit because scans are sequential
     */
    void run(ShownFrames sessions, float[] recurrent, int maxRows) {
        while (sessions.plan(maxRows, segments)) {
            pass(sessions, recurrent);
            sessions.done();
        }
    }

    private void pass(ShownFrames sessions, float[] recurrent) {
        float[] symbols = stacked.floats(segments.rows(), frame);
        float[] state = states.floats(segments.count(), stateFloats);
        int row = 0;
        int segment = 0;
        for (int i = 0; i < sessions.count(); i++) {
            int steps = sessions.next(i);
            if (steps > 0) {
                System.arraycopy(sessions.frames(i), sessions.at(i) * frame, symbols, row * frame, steps * frame);
                System.arraycopy(recurrent, i * stateFloats, state, segment * stateFloats, stateFloats);
                row += steps;
                segment++;
            }
        }
        conditioner.absorb(symbols, segments, state, stateFloats);
        if (past.states() != state) {
            past = past(state);
        }
        memory.move(symbols, past);
        segment = 0;
        for (int i = 0; i < sessions.count(); i++) {
            if (sessions.next(i) > 0) {
                System.arraycopy(state, segment * stateFloats, recurrent, i * stateFloats, stateFloats);
                segment++;
            }
        }
    }

    private Past past(float[] state) {
        return new Past(segments, state, stateFloats, stateFloats - memory.floats());
    }
}
