package io.rivulet.core.baseline;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.rivulet.core.baseline.kernel.CausalConvolution;
import io.rivulet.core.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The backbone of a {@link Mamba} with its step exported to ONNX and run by ONNX Runtime on one thread, one sequence at
 * a time: all layers in one call, the states in native memory that goes in and comes out without a copy.
 */
public record OnnxMamba(Mamba mamba) {
    private static final int KEPT = CausalConvolution.TAPS - 1;

    /** The running step of one sequence. */
    public CachedBackbone cached(Weights weights) {
        try {
            return new Running(graph(weights));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime must take the exported step", e);
        }
    }

    /** The step as a model: h [1, H], past [layers, 3, inner] and state [layers, states, inner] to the same, one on. */
    byte[] graph(Weights weights) {
        OnnxGraph g = new OnnxGraph();
        int layers = mamba.layers();
        int inner = mamba.inner();
        int states = mamba.states();
        g.input("h", 1, mamba.width());
        g.input("past", layers, KEPT, inner);
        g.input("state", layers, states, inner);
        g.output("h_next", 1, mamba.width());
        g.output("past_next", layers, KEPT, inner);
        g.output("state_next", layers, states, inner);
        long[] ones = new long[layers];
        Arrays.fill(ones, 1);
        String[] past = g.split("past", 0, ones);
        String[] state = g.split("state", 0, ones);
        String h = "h";
        for (int i = 0; i < layers; i++) {
            h = layer(g, weights, "backbone.layers." + i, h, i, past, state);
        }
        g.name(norm(g, weights, "backbone.norm", h), "h_next");
        g.name(g.with("axis", 0, "Concat", past), "past_next");
        g.name(g.with("axis", 0, "Concat", state), "state_next");
        return g.bytes();
    }

    /** Returns the layer's output, and puts what it keeps in place {@code i} of {@code past} and {@code state}. */
    private String layer(OnnxGraph g, Weights w, String name, String h, int i, String[] past, String[] state) {
        int inner = mamba.inner();
        int states = mamba.states();
        int rank = mamba.rank();
        String u = norm(g, w, name + ".norm", h);
        String[] xz = g.split(g.node("MatMul", u, transposed(g, w, name + ".in.weight")), 1, inner, inner);
        String window = g.with("axis", 0, "Concat", g.node("Reshape", past[i], g.longs(KEPT, inner)), xz[0]);
        past[i] = g.node("Reshape", g.split(window, 0, 1, KEPT)[1], g.longs(1, KEPT, inner));
        String taps = g.node("Mul", window, transposed(g, w, name + ".convolution.weight"));
        String sum = g.with("keepdims", 1, "ReduceSum", taps, g.longs(0));
        String x = silu(g, g.node("Add", sum, row(g, w, name + ".convolution.bias")));
        String[] selected =
                g.split(g.node("MatMul", x, transposed(g, w, name + ".select.weight")), 1, states, states, rank);
        String low = g.node("MatMul", selected[2], transposed(g, w, name + ".delta.weight"));
        String delta = g.node("Softplus", g.node("Add", low, row(g, w, name + ".delta.bias")));
        String decay = g.node("Exp", g.node("Mul", delta, rate(g, w, name + ".A_log")));
        String drive = g.node("Mul", g.node("Reshape", selected[0], g.longs(states, 1)), g.node("Mul", delta, x));
        String before = g.node("Reshape", state[i], g.longs(states, inner));
        String after = g.node("Add", g.node("Mul", decay, before), drive);
        state[i] = g.node("Reshape", after, g.longs(1, states, inner));
        String y = g.node("Add", g.node("MatMul", selected[1], after), g.node("Mul", x, row(g, w, name + ".D")));
        String gated = g.node("Mul", y, silu(g, xz[1]));
        return g.node("Add", h, g.node("MatMul", gated, transposed(g, w, name + ".out.weight")));
    }

    private static String silu(OnnxGraph g, String x) {
        return g.node("Mul", x, g.node("Sigmoid", x));
    }

    private String norm(OnnxGraph g, Weights w, String name, String h) {
        return g.node("LayerNormalization", h, row(g, w, name + ".weight"), row(g, w, name + ".bias"));
    }

    private static String row(OnnxGraph g, Weights w, String name) {
        float[] values = w.get(name).copy();
        return g.floats(values, values.length);
    }

    /** {@code -exp(A_log)}, [states, inner]. */
    private String rate(OnnxGraph g, Weights w, String name) {
        float[] log = w.get(name).copy();
        float[] rate = new float[log.length];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = (float) -Math.exp(log[i % mamba.inner() * mamba.states() + i / mamba.inner()]);
        }
        return g.floats(rate, mamba.states(), mamba.inner());
    }

    private static String transposed(OnnxGraph g, Weights w, String name) {
        float[] values = w.get(name).copy();
        int rows = w.get(name).shape().get(0);
        int columns = values.length / rows;
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return g.floats(turned, columns, rows);
    }

    /** A session of ONNX Runtime and two sets of states, which change places with every step. */
    private final class Running implements CachedBackbone {
        private final OrtSession session;
        private final FloatBuffer in;
        private final FloatBuffer out;
        private final OnnxTensor h;
        private final OnnxTensor next;
        private final FloatBuffer[] memory = new FloatBuffer[4];
        private final OnnxTensor[] kept = new OnnxTensor[4];
        private boolean odd;

        Running(byte[] model) throws OrtException {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(model, options);
            long[] row = {1, mamba.width()};
            in = floats(mamba.width());
            out = floats(mamba.width());
            h = OnnxTensor.createTensor(environment, in, row);
            next = OnnxTensor.createTensor(environment, out, row);
            for (int i = 0; i < kept.length; i++) {
                int rows = i % 2 == 0 ? KEPT : mamba.states();
                memory[i] = floats(mamba.layers() * rows * mamba.inner());
                kept[i] = OnnxTensor.createTensor(
                        environment, memory[i], new long[] {mamba.layers(), rows, mamba.inner()});
            }
        }

        private static FloatBuffer floats(int count) {
            return ByteBuffer.allocateDirect(4 * count)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public void start() {
            for (FloatBuffer buffer : memory) {
                buffer.put(0, new float[buffer.capacity()]);
            }
        }

        @Override
        public void step(float[] row) {
            in.put(0, row);
            int from = odd ? 2 : 0;
            int to = odd ? 0 : 2;
            odd = !odd;
            try (OrtSession.Result done = session.run(
                    Map.of("h", h, "past", kept[from], "state", kept[from + 1]),
                    Map.of("h_next", next, "past_next", kept[to], "state_next", kept[to + 1]))) {
                out.get(0, row);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime must run the exported step", e);
            }
        }
    }
}
