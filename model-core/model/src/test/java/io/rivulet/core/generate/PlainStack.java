package io.rivulet.core.generate;

import java.util.function.Function;

/**
 * A causal stack from its equations, one step after another; its layers' states are those from {@code first} to {@code
 * end}.
 */
final class PlainStack {

    private final String name;
    private final int first;
    private final int end;
    private final Function<String, double[]> tensors;

    PlainStack(String name, int first, int end, Function<String, double[]> tensors) {
        this.name = name;
        this.first = first;
        this.end = end;
        this.tensors = tensors;
    }

    /** Writes the states before the first step. */
    void start(double[][] state) {
        for (int i = first; i < end; i++) {
            state[i] = tensors.apply(layer(i) + ".x0");
        }
    }

    /** From the input of a step, [H], to the output; moves the states. */
    double[] step(double[] h, double[][] state) {
        double[] next = h;
        for (int i = first; i < end; i++) {
            next = layer(layer(i), next, state[i]);
        }
        return norm(name + ".norm", next);
    }

    private String layer(int i) {
        return name + ".layers." + (i - first);
    }

    private double[] layer(String name, double[] h, double[] x) {
        int states = x.length / 2;
        double[] nu = tensors.apply(name + ".nu");
        double[] theta = tensors.apply(name + ".theta");
        double[] logGamma = tensors.apply(name + ".log_gamma");
        double[] u = norm(name + ".norm", h);
        double[] drive = PlainModel.product(tensors.apply(name + ".B"), u, 2 * states);
        for (int p = 0; p < states; p++) {
            double modulus = Math.exp(-Math.exp(nu[p]));
            double angle = Math.exp(theta[p]);
            double re = x[p];
            double im = x[states + p];
            double gamma = Math.exp(logGamma[p]);
            x[p] = modulus * (Math.cos(angle) * re - Math.sin(angle) * im) + gamma * drive[p];
            x[states + p] = modulus * (Math.cos(angle) * im + Math.sin(angle) * re) + gamma * drive[states + p];
        }
        double[] y = PlainModel.product(tensors.apply(name + ".C"), x, h.length);
        double[] skip = tensors.apply(name + ".D");
        double[] gelu = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            gelu[i] = gelu(y[i] + skip[i] * u[i]);
        }
        double[] mixed = PlainModel.linear(tensors, name + ".W", gelu);
        double[] next = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            next[i] = h[i] + mixed[i] / (1 + Math.exp(-mixed[h.length + i]));
        }
        return next;
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
        double[] weight = tensors.apply(name + ".weight");
        double[] bias = tensors.apply(name + ".bias");
        double[] out = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            out[i] = (h[i] - mean) / Math.sqrt(variance + 1e-5) * weight[i] + bias[i];
        }
        return out;
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
}
