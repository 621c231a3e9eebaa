package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * The context of a {@link Windowed} emission: a linear recurrence over the frames before each, joined with the
 * decoder's output and read out into the numbers of its symbols. Row t sees the frames before t; the first of a
 * sequence sees the learned start.
 */
final class TrainedContext {
    private final SymbolInput input;
    private final int steps;
    private final int complex;
    private final int inputs;
    private final int joint;
    private final TrainedLinear drive;
    private final TrainedDiagonal recurrence;
    private final TrainedLinear joinOutput;
    private final TrainedLinear joinContext;
    private final TrainedLinear readout;
    private final float[] x;
    private final float[] state;
    private final float[] before;
    private final float[] heard;
    private final float[] unit;
    private final float[] read;

    TrainedContext(Kernels kernels, Parameters parameters, ModelConfig config, Windowed emission, int rows, int steps) {
        input = SymbolInput.of(config);
        this.steps = steps;
        complex = 2 * emission.context();
        inputs = emission.inputWidth(config.frame());
        int numbers = emission.logitsWidth(config.frame());
        drive = new TrainedLinear(kernels, parameters, "decoder.context.drive", complex, inputs);
        recurrence = new TrainedDiagonal(parameters, "decoder.context", emission.context(), emission.context());
        joint = emission.joint();
        joinOutput = new TrainedLinear(kernels, parameters, "decoder.context.embed_o", joint, config.width());
        joinContext = new TrainedLinear(kernels, parameters, "decoder.context.embed_c", joint, complex);
        readout = new TrainedLinear(kernels, parameters, "decoder.context.readout", numbers, joint);
        x = new float[rows * inputs];
        state = new float[rows * complex];
        before = new float[rows * complex];
        heard = new float[rows * joint];
        unit = new float[rows * joint];
        read = new float[rows * Math.max(numbers, complex)];
    }

    void refresh() {
        drive.refresh();
        recurrence.refresh();
        joinOutput.refresh();
        joinContext.refresh();
        readout.refresh();
    }

    /**
     * Adds what each row hears of the frames before it to {@code numbers}, [rows, numbers of a frame].
     *
     * @param h the decoder's output, [rows, H]
     */
    void forward(float[] h, float[] symbols, int rows, float[] numbers, int width) {
        input.embed(symbols, rows, x);
        drive.forward(x, rows, state);
        recurrence.forward(state, rows / steps, steps);
        for (int row = 0; row < rows; row++) {
            boolean first = row % steps == 0;
            System.arraycopy(
                    first ? recurrence.x0() : state, first ? 0 : (row - 1) * complex, before, row * complex, complex);
        }
        joinOutput.forward(h, rows, heard);
        joinContext.forward(before, rows, unit);
        for (int i = 0; i < rows * joint; i++) {
            unit[i] += heard[i];
        }
        Adjoints.relu(unit, rows * joint);
        readout.forward(unit, rows, read);
        for (int i = 0; i < rows * width; i++) {
            numbers[i] += read[i];
        }
    }

    /** From the gradient of {@code numbers}; adds that of {@code h} to {@code dh}. */
    void backward(float[] h, float[] dNumbers, int rows, float[] dh, float[] gradients) {
        readout.collect(unit, dNumbers, rows, gradients);
        readout.backThroughRelu(dNumbers, rows, unit);
        joinOutput.backwardAdding(h, unit, rows, dh, gradients);
        joinContext.backward(before, unit, rows, read, gradients);
        for (int row = 0; row < rows; row++) {
            if (row % steps == 0) {
                for (int i = 0; i < complex; i++) {
                    gradients[recurrence.x0At() + i] += read[row * complex + i];
                }
            } else {
                System.arraycopy(read, row * complex, before, (row - 1) * complex, complex);
            }
            if (row % steps == steps - 1) {
                Arrays.fill(before, row * complex, (row + 1) * complex, 0f);
            }
        }
        recurrence.backward(state, before, rows / steps, steps, gradients);
        drive.collect(x, before, rows, gradients);
    }

    void finish(float[] gradients) {
        recurrence.finish(gradients);
    }
}
