package io.rivulet.core.numerics;

import java.util.Arrays;

/** The definition of every kernel, in plain loops. Slow on purpose, and what runs where the Vector API is missing. */
public final class ScalarKernels implements Kernels {
    /** Any width would do; this one lets the compiler keep a panel's sums together. */
    private static final int PANEL = 16;

    @Override
    public String describe() {
        return "scalar twin (add --add-modules=jdk.incubator.vector to the JVM's options for the fast kernel)";
    }

    @Override
    public PackedMatrix pack(float[] weights, int out, int in) {
        return PackedMatrix.of(weights, out, in, PANEL);
    }

    @Override
    public void product(float[] a, int rows, PackedMatrix w, float[] bias, float[] c) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, c, row * w.out(), w.out());
        }
        addProduct(a, rows, w, c);
    }

    @Override
    public void addProduct(float[] a, int rows, PackedMatrix w, float[] c) {
        float[] panels = w.panels();
        int panel = w.panel();
        float[] sums = new float[panel];
        for (int first = 0; first < w.out(); first += panel) {
            int columns = Math.min(panel, w.out() - first);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(c, row * w.out() + first, sums, 0, columns);
                int from = w.at() + first * w.depth();
                for (int k = 0; k < w.in(); k++, from += panel) {
                    float x = a[row * w.in() + k];
                    for (int j = 0; j < panel; j++) {
                        sums[j] = Math.fma(x, panels[from + j], sums[j]);
                    }
                }
                System.arraycopy(sums, 0, c, row * w.out() + first, columns);
            }
        }
    }

    @Override
    public void rowProduct(
            float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset) {
        float[] chains = new float[4];
        for (int o = 0; o < w.out(); o++) {
            Arrays.fill(chains, 0f);
            chains[0] = init[initOffset + o];
            for (int k = 0; k < w.in(); k++) {
                chains[k % 4] = Math.fma(a[aOffset + k], w.weight(o, k), chains[k % 4]);
            }
            c[cOffset + o] = (chains[0] + chains[1]) + (chains[2] + chains[3]);
        }
    }

    @Override
    public void rowUnits(float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset) {
        rowProduct(a, aOffset, w, init, initOffset, c, cOffset);
        for (int o = 0; o < w.out(); o++) {
            c[cOffset + o] = Math.max(c[cOffset + o], 0f);
        }
    }

    @Override
    public void relu(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(x[i], 0f);
        }
    }

    @Override
    public void scan(Diagonal lambda, float[] x, int first, int steps, float[] start, int startOffset) {
        int states = lambda.states();
        for (int p = 0; p < states; p++) {
            float a = lambda.real()[p];
            float b = lambda.imaginary()[p];
            float re = start[startOffset + p];
            float im = start[startOffset + states + p];
            for (int t = 0, at = first * 2 * states + p; t < steps; t++, at += 2 * states) {
                float nextRe = Math.fma(a, re, Math.fma(-b, im, x[at]));
                float nextIm = Math.fma(a, im, Math.fma(b, re, x[at + states]));
                x[at] = re = nextRe;
                x[at + states] = im = nextIm;
            }
        }
    }

    @Override
    public void layerNorm(float[] h, int rows, int width, float[] weight, float[] bias, float[] u) {
        float[] lanes = new float[LaneSum.LANES];
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            LaneSum.clear(lanes);
            for (int i = 0; i < width; i++) {
                lanes[i % LaneSum.LANES] += h[at + i];
            }
            float mean = LaneSum.total(lanes) / width;
            LaneSum.clear(lanes);
            for (int i = 0; i < width; i++) {
                float d = h[at + i] - mean;
                lanes[i % LaneSum.LANES] = Math.fma(d, d, lanes[i % LaneSum.LANES]);
            }
            float scale = LaneSum.inverseDeviation(lanes, 0, width);
            for (int i = 0; i < width; i++) {
                u[at + i] = Math.fma((h[at + i] - mean) * scale, weight[i], bias[i]);
            }
        }
    }

    @Override
    public void skipGelu(float[] y, float[] skip, float[] u, int rows, int width, float[] g) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0, at = row * width; i < width; i++, at++) {
                y[at] = Math.fma(skip[i], u[at], y[at]);
                g[at] = Elementary.gelu(y[at]);
            }
        }
    }

    @Override
    public void gate(float[] o, int rows, int width, float[] h) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0, at = row * width; i < width; i++, at++) {
                int from = row * 2 * width + i;
                h[at] = Math.fma(o[from], Elementary.sigmoid(o[from + width]), h[at]);
            }
        }
    }

    @Override
    public void sigmoid(float[] x, int count, float[] y) {
        for (int i = 0; i < count; i++) {
            y[i] = Elementary.sigmoid(x[i]);
        }
    }

    @Override
    public void exp(float[] x, int count, float[] y) {
        for (int i = 0; i < count; i++) {
            y[i] = Elementary.exp(x[i]);
        }
    }

    @Override
    public void addScaled(float[] a, int aOffset, float[] b, int bOffset, float scale, int count) {
        for (int i = 0; i < count; i++) {
            a[aOffset + i] = Math.fma(b[bOffset + i], scale, a[aOffset + i]);
        }
    }

    @Override
    public float reluDot(float[] a, int aOffset, float[] w, int wOffset, int count) {
        float[] lanes = new float[LaneSum.LANES];
        for (int i = 0; i < count; i++) {
            int lane = i % LaneSum.LANES;
            lanes[lane] = Math.fma(Math.max(a[aOffset + i], 0f), w[wOffset + i], lanes[lane]);
        }
        return LaneSum.total(lanes);
    }
}
