package io.rivulet.core.generate;

import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Windowed;
import java.util.Arrays;
import java.util.function.Function;

/** The windowed emission from its equations, in plain double loops over all symbols since the sequence began. */
final class PlainWindow {
    private final Windowed emission;
    private final int frame;
    private final Function<String, double[]> tensors;

    PlainWindow(Windowed emission, int frame, Function<String, double[]> tensors) {
        this.emission = emission;
        this.frame = frame;
        this.tensors = tensors;
    }

    /** What the recurrence over frames is after {@code input}, from what it was. */
    double[] advance(double[] context, double[] input) {
        double[] next = PlainModel.linear(tensors, "decoder.context.drive", input);
        double[] nu = tensors.apply("decoder.context.nu");
        double[] theta = tensors.apply("decoder.context.theta");
        int states = nu.length;
        for (int p = 0; p < states; p++) {
            double modulus = Math.exp(-Math.exp(nu[p]));
            double angle = Math.exp(theta[p]);
            next[p] += modulus * (Math.cos(angle) * context[p] - Math.sin(angle) * context[states + p]);
            next[states + p] += modulus * (Math.cos(angle) * context[states + p] + Math.sin(angle) * context[p]);
        }
        return next;
    }

    /** The numbers of all groups of a frame: [F / group, features + outputs]. */
    double[] numbers(double[] hidden, double[] context) {
        double[] numbers = PlainModel.linear(tensors, "decoder.emission", hidden);
        double[] joint = PlainModel.linear(tensors, "decoder.context.embed_o", hidden);
        double[] heard = PlainModel.linear(tensors, "decoder.context.embed_c", context);
        for (int i = 0; i < joint.length; i++) {
            joint[i] += heard[i];
        }
        double[] read = PlainModel.linear(tensors, "decoder.context.readout", relu(joint));
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += read[i];
        }
        return numbers;
    }

    /** The laws of all groups of a frame, [F / group, outputs], from its numbers, the symbols before it and its own. */
    double[] laws(double[] numbers, double[] history, float[] own) {
        double[] all = Arrays.copyOf(history, history.length + frame);
        for (int j = 0; j < frame; j++) {
            all[history.length + j] = own[j];
        }
        int outputs = emission.law().outputs();
        int each = emission.features() + outputs;
        int group = emission.group();
        double[] laws = new double[frame / group * outputs];
        for (int j = 0; j < frame / group; j++) {
            double[] input = Arrays.copyOf(
                    Arrays.copyOfRange(numbers, j * each, j * each + emission.features()),
                    emission.features() + emission.lags().size() * emission.windowInputs());
            for (int k = 0; k < emission.lags().size(); k++) {
                int at = history.length + j * group - emission.lags().get(k);
                if (at >= 0) {
                    double[] seen = embedded((int) all[at]);
                    System.arraycopy(seen, 0, input, emission.features() + k * seen.length, seen.length);
                }
            }
            double[] a = relu(PlainModel.linear(tensors, "decoder.window.hidden", input));
            double[] b = relu(PlainModel.linear(tensors, "decoder.window.inner", a));
            double[] law = PlainModel.linear(tensors, "decoder.window.out", b);
            for (int k = 0; k < outputs; k++) {
                laws[j * outputs + k] = law[k] + numbers[j * each + emission.features() + k];
            }
        }
        return laws;
    }

    private double[] embedded(int symbol) {
        if (emission.law() instanceof CategoricalLaw) {
            int width = emission.windowInputs();
            double[] table = tensors.apply("decoder.window.embed");
            return Arrays.copyOfRange(table, symbol * width, (symbol + 1) * width);
        }
        return new double[] {2.0 * symbol / (emission.law().values() - 1) - 1};
    }

    private static double[] relu(double[] x) {
        return Arrays.stream(x).map(value -> Math.max(value, 0)).toArray();
    }
}
