package io.rivulet.core.baseline;

import io.rivulet.core.model.Weights;

/**
 * The backbones' equations in plain loops and double precision, one sequence at a time: [length][width] to the same.
 */
final class PlainBackbones {
    private final Weights weights;

    PlainBackbones(Weights weights) {
        this.weights = weights;
    }

    double[][] mamba(Mamba config, double[][] stream) {
        double[][] h = stream;
        for (int i = 0; i < config.layers(); i++) {
            h = mambaBlock(config, "backbone.layers." + i, h);
        }
        return norm("backbone.norm", h);
    }

    private double[][] mambaBlock(Mamba config, String name, double[][] h) {
        int length = h.length;
        int inner = config.inner();
        int states = config.states();
        double[][] xz = linear(name + ".in", 2 * inner, norm(name + ".norm", h));
        float[] taps = array(name + ".convolution.weight");
        double[][] x = new double[length][inner];
        for (int t = 0; t < length; t++) {
            for (int e = 0; e < inner; e++) {
                double sum = array(name + ".convolution.bias")[e];
                for (int j = 0; j < 4; j++) {
                    sum += t - 3 + j < 0 ? 0 : taps[e * 4 + j] * xz[t - 3 + j][e];
                }
                x[t][e] = silu(sum);
            }
        }
        double[][] selected = linear(name + ".select", 2 * states + config.rank(), x);
        double[][] y = new double[length][inner];
        for (int e = 0; e < inner; e++) {
            double[] state = new double[states];
            for (int t = 0; t < length; t++) {
                double low = array(name + ".delta.bias")[e];
                for (int r = 0; r < config.rank(); r++) {
                    low += array(name + ".delta.weight")[e * config.rank() + r] * selected[t][2 * states + r];
                }
                double delta = Math.log1p(Math.exp(low));
                double sum = array(name + ".D")[e] * x[t][e];
                for (int n = 0; n < states; n++) {
                    double a = -Math.exp(array(name + ".A_log")[e * states + n]);
                    state[n] = Math.exp(delta * a) * state[n] + delta * selected[t][n] * x[t][e];
                    sum += selected[t][states + n] * state[n];
                }
                y[t][e] = sum * silu(xz[t][inner + e]);
            }
        }
        return sum(h, linear(name + ".out", config.width(), y));
    }

    double[][] transformer(Transformer config, double[][] stream) {
        double[][] h = stream;
        for (int i = 0; i < config.layers(); i++) {
            String name = "backbone.layers." + i;
            double[][] qkv = linear(name + ".attention.in", 3 * config.width(), norm(name + ".attention.norm", h));
            double[][] attended = attention(config.width(), config.heads(), qkv);
            h = sum(h, linear(name + ".attention.out", config.width(), attended));
            double[][] hidden = linear(name + ".mlp.up", 4 * config.width(), norm(name + ".mlp.norm", h));
            for (double[] row : hidden) {
                for (int k = 0; k < row.length; k++) {
                    row[k] *= cumulative(row[k]);
                }
            }
            h = sum(h, linear(name + ".mlp.down", config.width(), hidden));
        }
        return norm("backbone.norm", h);
    }

    private static double[][] attention(int width, int heads, double[][] qkv) {
        int depth = width / heads;
        double[][] out = new double[qkv.length][width];
        for (int t = 0; t < qkv.length; t++) {
            for (int head = 0; head < heads; head++) {
                double total = 0;
                for (int s = 0; s <= t; s++) {
                    double score = 0;
                    for (int k = head * depth; k < (head + 1) * depth; k++) {
                        score += qkv[t][k] * qkv[s][width + k];
                    }
                    double weight = Math.exp(score / Math.sqrt(depth));
                    total += weight;
                    for (int k = head * depth; k < (head + 1) * depth; k++) {
                        out[t][k] += weight * qkv[s][2 * width + k];
                    }
                }
                for (int k = head * depth; k < (head + 1) * depth; k++) {
                    out[t][k] /= total;
                }
            }
        }
        return out;
    }

    private double[][] norm(String name, double[][] h) {
        double[][] u = new double[h.length][h[0].length];
        for (int t = 0; t < h.length; t++) {
            int width = h[t].length;
            double mean = 0;
            double square = 0;
            for (double value : h[t]) {
                mean += value / width;
                square += value * value / width;
            }
            for (int i = 0; i < width; i++) {
                double normal = (h[t][i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
                u[t][i] = normal * array(name + ".weight")[i] + array(name + ".bias")[i];
            }
        }
        return u;
    }

    /** With a bias where there is one. */
    private double[][] linear(String name, int out, double[][] x) {
        float[] weight = array(name + ".weight");
        double[][] y = new double[x.length][out];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < out; o++) {
                y[t][o] = weights.has(name + ".bias") ? array(name + ".bias")[o] : 0;
                for (int i = 0; i < x[t].length; i++) {
                    y[t][o] += weight[o * x[t].length + i] * x[t][i];
                }
            }
        }
        return y;
    }

    private float[] array(String name) {
        return weights.get(name).borrow();
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] c = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                c[t][i] = a[t][i] + b[t][i];
            }
        }
        return c;
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    /** The normal distribution's cumulative function, by its series. */
    private static double cumulative(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
