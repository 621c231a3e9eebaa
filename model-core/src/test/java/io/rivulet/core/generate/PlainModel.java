package io.rivulet.core.generate;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.Windowed;
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
    private final PlainWindow window;
    /** Of each layer; then of the emission: its recurrence over frames, and all symbols so far. */
    private double[][] state;

    PlainModel(ModelConfig config, Weights weights) {
        this.config = config;
        this.weights = weights;
        layers = config.decoderLayers();
        state = new double[layers + 2][];
        for (int i = 0; i < layers; i++) {
            state[i] = doubles("decoder.layers." + i + ".x0");
        }
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
        step(linear("decoder.embed_x", input(frame)));
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

    /** A planned step: what decides its latents. */
    double[] plan() {
        return PlainLatents.limited(config.latents(), linear("decoder.prior", step(doubles("decoder.planned"))));
    }

    /** An emitted step: the decoder's output, for the heads. */
    double[] emit(double[] z) {
        return step(linear("decoder.embed_z", z));
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

    private double[] step(double[] h) {
        for (int i = 0; i < layers; i++) {
            h = layer("decoder.layers." + i, h, state[i]);
        }
        return norm("decoder.norm", h);
    }

    private double[] layer(String name, double[] h, double[] x) {
        int states = config.states();
        double[] nu = doubles(name + ".nu");
        double[] theta = doubles(name + ".theta");
        double[] logGamma = doubles(name + ".log_gamma");
        double[] u = norm(name + ".norm", h);
        double[] drive = product(doubles(name + ".B"), u, 2 * states);
        for (int p = 0; p < states; p++) {
            double modulus = Math.exp(-Math.exp(nu[p]));
            double angle = Math.exp(theta[p]);
            double re = x[p];
            double im = x[states + p];
            double gamma = Math.exp(logGamma[p]);
            x[p] = modulus * (Math.cos(angle) * re - Math.sin(angle) * im) + gamma * drive[p];
            x[states + p] = modulus * (Math.cos(angle) * im + Math.sin(angle) * re) + gamma * drive[states + p];
        }
        double[] y = product(doubles(name + ".C"), x, h.length);
        double[] skip = doubles(name + ".D");
        double[] gelu = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            gelu[i] = gelu(y[i] + skip[i] * u[i]);
        }
        double[] mixed = linear(name + ".W", gelu);
        double[] next = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            next[i] = h[i] + mixed[i] / (1 + Math.exp(-mixed[h.length + i]));
        }
        return next;
    }

    private double[] input(float[] frame) {
        double[] input = new double[config.emission().inputWidth(config.frame())];
        for (int j = 0; j < frame.length; j++) {
            if (Tiny.oneHot(config.emission())) {
                input[j * Tiny.values(config.emission()) + (int) frame[j]] = 1;
            } else if (config.emission() instanceof Gaussian gaussian) {
                input[j] = standardised(frame[j], gaussian.standardisation(), j);
            } else if (config.emission() instanceof StudentT studentT) {
                input[j] = standardised(frame[j], studentT.standardisation(), j);
            } else {
                input[j] = 2.0 * frame[j] / (Tiny.values(config.emission()) - 1) - 1;
            }
        }
        return input;
    }

    private static double standardised(float symbol, Standardisation standardisation, int j) {
        int channel = j % standardisation.channels();
        return ((double) symbol - standardisation.mean().get(channel))
                / standardisation.sd().get(channel);
    }

    private double[] norm(String name, double[] h) {
        double mean = 0;
        for (double value : h) {
            mean += value / h.length;
        }
        double variance = 0;
        for (double value : h) {
            variance += (value - mean) * (value - mean) / h.length;
        }
        double[] weight = doubles(name + ".weight");
        double[] bias = doubles(name + ".bias");
        double[] out = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            out[i] = (h[i] - mean) / Math.sqrt(variance + 1e-5) * weight[i] + bias[i];
        }
        return out;
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

    private static double[] product(double[] matrix, double[] x, int out) {
        double[] y = new double[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += matrix[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    /** x * Phi(x), the integral by Simpson's rule. */
    private static double gelu(double x) {
        double end = Math.max(-9, Math.min(9, x));
        int pieces = 400;
        double width = end / pieces;
        double sum = 0;
        for (int i = 0; i < pieces; i++) {
            sum += density(i * width) + 4 * density((i + 0.5) * width) + density((i + 1) * width);
        }
        return x * (0.5 + sum * width / 6);
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
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
