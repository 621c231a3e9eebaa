package io.rivulet.core.layers;

import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/**
 * One pre-norm diagonal state-space layer with a gated output and a residual (S5 and LRU form; arXiv 2407.08415,
 * 2208.04933, 2303.06349):
 *
 * <pre>
 * u_t  = LayerNorm(h_t)
 * x_t  = lambda * x_(t-1) + gamma * (B u_t)        complex, elementwise
 * y_t  = Re(C x_t) + D * u_t
 * h'_t = h_t + GLU(W gelu(y_t) + b)
 * </pre>
 *
 * {@code drive} is gamma * B, folded: [2P, H]; {@code readout} is C over both halves: [H, 2P]; {@code mix}: [2H, H].
 */
public record SsmLayer(
        Diagonal lambda,
        float[] x0,
        float[] normWeight,
        float[] normBias,
        PackedMatrix drive,
        PackedMatrix readout,
        float[] skip,
        Linear mix) {

    /**
     * Advances all segments at once, h [rows, H] in place. The state before each segment comes from {@code states}:
     * that of segment s begins at {@code s * stride + offset}, [2P]; the state after its last step is left in the same
     * place.
     */
    public void forward(
            Kernels kernels, float[] h, Segments segments, float[] states, int stride, int offset, Activations tape) {
        absorb(kernels, h, segments, states, stride, offset, tape);
        outputs(kernels, h, segments.rows(), tape);
    }

    /** As {@link #forward}, but moves the states alone and leaves h: for a layer that nobody reads. */
    public void absorb(
            Kernels kernels, float[] h, Segments segments, float[] states, int stride, int offset, Activations tape) {
        drives(kernels, h, segments.rows(), tape);
        scan(kernels, segments, states, stride, offset, tape);
    }

    /** What h [rows, H] adds to the states, gamma * B u, which needs no state: to the tape. */
    void drives(Kernels kernels, float[] h, int rows, Activations tape) {
        kernels.layerNorm(h, rows, skip.length, normWeight, normBias, tape.u());
        kernels.product(tape.u(), rows, drive, drive.zeros(), tape.x());
    }

    /** From the drives on the tape to the states after every row. */
    void scan(Kernels kernels, Segments segments, float[] states, int stride, int offset, Activations tape) {
        int complex = 2 * lambda.states();
        int first = 0;
        for (int s = 0; s < segments.count(); s++) {
            int steps = segments.steps(s);
            int at = s * stride + offset;
            kernels.scan(lambda, tape.x(), first, steps, states, at);
            first += steps;
            System.arraycopy(tape.x(), (first - 1) * complex, states, at, complex);
        }
    }

    /** From the states on the tape to what goes out, h [rows, H] in place. */
    void outputs(Kernels kernels, float[] h, int rows, Activations tape) {
        int width = skip.length;
        kernels.product(tape.x(), rows, readout, readout.zeros(), tape.y());
        kernels.skipGelu(tape.y(), skip, tape.u(), rows, width, tape.g());
        mix.forward(kernels, tape.g(), rows, tape.o());
        kernels.gate(tape.o(), rows, width, h);
    }
}
