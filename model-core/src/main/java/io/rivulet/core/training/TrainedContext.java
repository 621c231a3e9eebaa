package io.rivulet.core.training;

import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;

/**
 * The context of a {@link Windowed} emission: a linear recurrence over the frames before each, read out into the numbers
 * of its symbols. Row t sees the frames before t; the first of a sequence sees the learned start.
 */
final class TrainedContext {
    private final ModelConfig config;
    private final int steps;
    private final int complex;
    private final int inputs;
    private final TrainedLinear drive;
    private final TrainedDiagonal recurrence;
    private final TrainedLinear readout;
    private final float[] x;
    private final float[] state;
    private final float[] before;
    private final float[] read;

    TrainedContext(Kernels kernels, Parameters parameters, ModelConfig config, Windowed emission, int rows, int steps) {
        this.config = config;
        this.steps = steps;
        complex = 2 * emission.context();
        inputs = emission.inputWidth(config.frame());
        int numbers = emission.logitsWidth(config.frame());
        drive = new TrainedLinear(kernels, parameters, "decoder.context.drive", complex, inputs);
        recurrence = new TrainedDiagonal(parameters, "decoder.context", emission.context(), emission.context());
        readout = new TrainedLinear(kernels, parameters, "decoder.context.readout", numbers, complex);
        x = new float[rows * inputs];
        state = new float[rows * complex];
        before = new float[rows * complex];
        read = new float[rows * Math.max(numbers, complex)];
    }

    void refresh() {
        drive.refresh();
        recurrence.refresh();
        readout.refresh();
    }

    /** Adds what each row reads of the frames before it to {@code numbers}, [rows, numbers of a frame]. */
    void forward(float[] symbols, int rows, float[] numbers, int width) {
        SymbolInput.embed(config, symbols, rows, x);
        drive.forward(x, rows, state);
        recurrence.forward(state, rows / steps, steps);
        for (int row = 0; row < rows; row++) {
            boolean first = row % steps == 0;
            System.arraycopy(
                    first ? recurrence.x0() : state, first ? 0 : (row - 1) * complex, before, row * complex, complex);
        }
        readout.forward(before, rows, read);
        for (int i = 0; i < rows * width; i++) {
            numbers[i] += read[i];
        }
    }

    /** From the gradient of {@code numbers}. */
    void backward(float[] dNumbers, int rows, float[] gradients) {
        readout.backward(before, dNumbers, rows, read, gradients);
        for (int row = 0; row < rows; row++) {
            if (row % steps == 0) {
                for (int i = 0; i < complex; i++) {
                    gradients[recurrence.x0At() + i] += read[row * complex + i];
                }
            } else {
                System.arraycopy(read, row * complex, before, (row - 1) * complex, complex);
            }
            if (row % steps == steps - 1) {
                java.util.Arrays.fill(before, row * complex, (row + 1) * complex, 0f);
            }
        }
        recurrence.backward(state, before, rows / steps, steps, gradients);
        drive.collect(x, before, rows, gradients);
    }

    void finish(float[] gradients) {
        recurrence.finish(gradients);
    }
}
