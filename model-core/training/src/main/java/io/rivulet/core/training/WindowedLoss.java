package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;

/**
 * The loss of {@link Windowed}: while training all symbols are known, so the small network runs over all of them at
 * once, [rows * F / group, ..], on inputs gathered from the features and from the window of each.
 */
final class WindowedLoss implements EmissionLoss {
    private final Windowed emission;
    private final int group;
    private final int cells;
    private final int symbolsOfSequence;
    private final int features;
    private final int outputs;
    private final int inputs;
    private final int hidden;
    private final int inner;
    private final GroupLoss law;
    private final WindowInput window;
    private final TrainedLinear perFrame;
    private final TrainedContext context;
    private final TrainedLinear first;
    private final TrainedLinear second;
    private final TrainedLinear last;
    private final float[] numbers;
    private final float[] gathered;
    private final float[] units;
    private final float[] mixed;
    private final float[] laws;

    /** For sequences of {@code steps} frames. */
    WindowedLoss(Kernels kernels, Parameters parameters, ModelConfig config, Windowed emission, int rows, int steps) {
        this.emission = emission;
        group = emission.law().group();
        cells = config.frame() / group;
        symbolsOfSequence = steps * config.frame();
        features = emission.features();
        outputs = emission.law().outputs();
        hidden = emission.hidden();
        inner = emission.inner();
        law = new GroupLoss(emission.law());
        window = new WindowInput(parameters, emission);
        inputs = features + window.width();
        perFrame = new TrainedLinear(
                kernels, parameters, "decoder.emission", emission.logitsWidth(config.frame()), config.width());
        context = new TrainedContext(kernels, parameters, config, emission, rows, steps);
        first = new TrainedLinear(kernels, parameters, "decoder.window.hidden", hidden, inputs);
        second = new TrainedLinear(kernels, parameters, "decoder.window.inner", inner, hidden);
        last = new TrainedLinear(kernels, parameters, "decoder.window.out", outputs, inner);
        int groups = rows * cells;
        numbers = new float[groups * (features + outputs)];
        gathered = new float[groups * inputs];
        units = new float[groups * hidden];
        mixed = new float[groups * inner];
        laws = new float[groups * outputs];
    }

    @Override
    public void refresh() {
        perFrame.refresh();
        context.refresh();
        first.refresh();
        second.refresh();
        last.refresh();
    }

    @Override
    public void forward(float[] h, float[] symbols, int rows, double[] nats) {
        int count = rows * cells;
        perFrame.forward(h, rows, numbers);
        context.forward(h, symbols, rows, numbers, cells * (features + outputs));
        for (int i = 0; i < count; i++) {
            System.arraycopy(numbers, i * (features + outputs), gathered, i * inputs, features);
        }
        window.gather(symbols, count, group, symbolsOfSequence, gathered, inputs, features);
        first.forward(gathered, count, units);
        Adjoints.relu(units, count * hidden);
        second.forward(units, count, mixed);
        Adjoints.relu(mixed, count * inner);
        last.forward(mixed, count, laws);
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = row * cells; i < (row + 1) * cells; i++) {
                for (int k = 0; k < outputs; k++) {
                    laws[i * outputs + k] += numbers[i * (features + outputs) + features + k];
                }
                sum += law.nats(laws, i * outputs, symbols, i * group);
            }
            nats[row] = sum;
        }
    }

    @Override
    public void backward(float[] h, float[] symbols, float[] weight, int rows, float[] dh, float[] gradients) {
        int count = rows * cells;
        for (int i = 0; i < count; i++) {
            float w = weight[i / cells];
            if (w == 0f) {
                Arrays.fill(laws, i * outputs, (i + 1) * outputs, 0f);
            } else {
                law.gradient(laws, i * outputs, symbols, i * group, w);
            }
            System.arraycopy(laws, i * outputs, numbers, i * (features + outputs) + features, outputs);
        }
        last.collect(mixed, laws, count, gradients);
        last.backThroughRelu(laws, count, mixed);
        second.collect(units, mixed, count, gradients);
        second.backThroughRelu(mixed, count, units);
        first.collect(gathered, units, count, gradients);
        first.back(units, count, gathered);
        for (int i = 0; i < count; i++) {
            System.arraycopy(gathered, i * inputs, numbers, i * (features + outputs), features);
        }
        window.collect(symbols, count, group, symbolsOfSequence, gathered, inputs, features, gradients);
        perFrame.backward(h, numbers, rows, dh, gradients);
        context.backward(h, numbers, rows, dh, gradients);
    }

    @Override
    public void finish(float[] gradients) {
        context.finish(gradients);
    }
}
