package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/**
 * What all frames before one say to its symbols, together with the decoder: {@code readout(relu(joinOutput(o_t) +
 * joinContext(c_(t-1))))} of a {@link Windowed} emission.
 */
final class FrameContext {
    private final Kernels kernels;
    private final Linear joinOutput;
    private final Linear joinContext;
    private final Linear readout;
    private final int joint;
    private final int width;
    private final Scratch joints = new Scratch();
    private final Scratch units = new Scratch();
    private final Scratch reads = new Scratch();
    private float[] ofOutput = {};

    FrameContext(Kernels kernels, Linear joinOutput, Linear joinContext, Linear readout) {
        this.kernels = kernels;
        this.joinOutput = joinOutput;
        this.joinContext = joinContext;
        this.readout = readout.padded(kernels);
        joint = joinOutput.bias().length;
        width = readout.bias().length;
    }

    /** Takes the decoder's output, [rows, H], of all frames of a draw. */
    void begin(float[] output, int rows) {
        ofOutput = joints.floats(rows, joint);
        joinOutput.forward(kernels, output, rows, ofOutput);
    }

    /**
     * Adds what the present frame of each live segment hears to its row of {@code numbers}.
     *
     * @param context c_(t-1) of each, [live, 2 * context]
     */
    void add(LiveSegments live, float[] context, float[] numbers) {
        int count = live.count();
        float[] unit = units.floats(count, joint);
        joinContext.forward(kernels, context, count, unit);
        for (int i = 0; i < count; i++) {
            kernels.addScaled(unit, i * joint, ofOutput, live.row(i) * joint, 1f, joint);
        }
        kernels.relu(unit, count * joint);
        int padded = readout.bias().length;
        float[] read = reads.floats(count, padded);
        readout.forward(kernels, unit, count, read);
        for (int i = 0; i < count; i++) {
            kernels.addScaled(numbers, live.row(i) * width, read, i * padded, 1f, width);
        }
    }
}
