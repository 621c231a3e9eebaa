package io.rivulet.core.generate;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The decoder from its equations, one step after another in plain double loops: slow, independent of every kernel, and
 * what the serving code is checked against.
 */
final class PlainModel {

    private final ModelConfig config;
    private final Weights weights;
    private final int layers;
    private final PlainStack decoder;
    private final PlainStack partial;
    private final PlainWindow window;
    /** Of each layer; then of the emission: its recurrence over frames, and all symbols so far. */
    private double[][] state;

    PlainModel(ModelConfig config, Weights weights) {
        this.config = config;
        this.weights = weights;
        layers = config.servingLayers();
        int depth = config.decoderLayers();
        decoder = new PlainStack("decoder", 0, depth, this::doubles);
        partial = new PlainStack("partial", depth, layers, this::doubles);
        state = new double[layers + 2][];
        decoder.start(state);
        partial.start(state);
        window = config.emission() instanceof Windowed windowed
                ? new PlainWindow(windowed, config.frame(), this::doubles)
                : null;
        state[layers] = window == null ? new double[0] : doubles("decoder.context.x0");
        state[layers + 1] = new double[0];
    }

    /** Where the model stands, to come back to. */
    double[][] position() {
        double[][] copy = new double[state.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = state[i].clone();
        }
        return copy;
    }

    void moveTo(double[][] position) {
        state = position;
        state = position();
    }

    /** An observed frame: only moves the state. */
    void observe(float[] frame) {
        if (config.conditioning() == Conditioning.OBSERVED) {
            decoder.step(linear("decoder.embed_x", input(frame)), state);
        } else {
            double[] marked = Arrays.copyOf(input(frame), input(frame).length + 1);
            marked[marked.length - 1] = 1;
            double[] filtered = linear("partial.out", partial.step(linear("partial.embed", marked), state));
            emit(PlainLatents.likeliest(config.latents(), filtered));
        }
        remember(frame);
    }

    /** The symbols of a frame are known: moves what the emission keeps of them. */
    void remember(float[] frame) {
        if (window != null) {
            state[layers] = window.advance(state[layers], input(frame));
            double[] history = Arrays.copyOf(state[layers + 1], state[layers + 1].length + frame.length);
            for (int j = 0; j < frame.length; j++) {
                history[history.length - frame.length + j] = frame[j];
            }
            state[layers + 1] = history;
        }
    }

    /** A planned step: what decides its latents, {@code unseen} where nothing was observed. */
    double[] plan(boolean unseen) {
        double[] parameters;
        if (config.conditioning() == Conditioning.OBSERVED) {
            parameters = linear("decoder.prior", decoder.step(doubles("decoder.planned"), state));
        } else {
            double[] nothing = new double[config.emission().inputWidth(config.frame()) + 1];
            parameters = linear("partial.out", partial.step(linear("partial.embed", nothing), state));
            parameters = unseen ? new double[parameters.length] : parameters;
        }
        return PlainLatents.limited(config.latents(), parameters);
    }

    /** An emitted step: the decoder's output, for the heads. */
    double[] emit(double[] z) {
        return decoder.step(linear("decoder.embed_z", z), state);
    }

    double[] logits(double[] hidden) {
        return window == null ? linear("decoder.emission", hidden) : window.numbers(hidden, state[layers]);
    }

    /** The logits of a frame with the head inside it, or the numbers of its laws, given the frame's own symbols. */
    double[] insideLogits(double[] hidden, float[] frame) {
        double[] logits = logits(hidden);
        if (window != null) {
            return window.laws(logits, state[layers + 1], frame);
        }
        if (config.emission() instanceof AutoregressiveBernoulli) {
            double[] a = linear("decoder.inside", hidden);
            double[] v = doubles("decoder.inside.v");
            double[] w = doubles("decoder.inside.w");
            for (int j = 0; j < config.frame(); j++) {
                for (int i = 0; i < a.length; i++) {
                    logits[j] += w[j * a.length + i] * Math.max(a[i], 0);
                    a[i] += v[j * a.length + i] * (2 * frame[j] - 1);
                }
            }
        }
        return logits;
    }

    /** Whether symbols enter the model one-hot, as those of an alphabet without an order do. */
    static boolean oneHot(Emission emission) {
        return emission instanceof Categorical
                || emission instanceof Windowed windowed && !windowed.law().ordered();
    }

    private double[] input(float[] frame) {
        double[] input = new double[config.emission().inputWidth(config.frame())];
        for (int j = 0; j < frame.length; j++) {
            if (oneHot(config.emission())) {
                input[j * config.emission().values() + (int) frame[j]] = 1;
            } else if (config.emission() instanceof Gaussian gaussian) {
                input[j] = standardised(frame[j], gaussian.standardisation(), j);
            } else if (config.emission() instanceof StudentT studentT) {
                input[j] = standardised(frame[j], studentT.standardisation(), j);
            } else {
                input[j] = 2.0 * frame[j] / (config.emission().values() - 1) - 1;
            }
        }
        return input;
    }

    private static double standardised(float symbol, Standardisation standardisation, int j) {
        int channel = j % standardisation.channels();
        return ((double) symbol - standardisation.mean().get(channel))
                / standardisation.sd().get(channel);
    }

    private double[] linear(String name, double[] x) {
        return linear(this::doubles, name, x);
    }

    static double[] linear(Function<String, double[]> tensors, String name, double[] x) {
        double[] bias = tensors.apply(name + ".bias");
        double[] y = product(tensors.apply(name + ".weight"), x, bias.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += bias[i];
        }
        return y;
    }

    static double[] product(double[] matrix, double[] x, int out) {
        double[] y = new double[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += matrix[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private double[] doubles(String name) {
        float[] floats = weights.get(name).copy();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
