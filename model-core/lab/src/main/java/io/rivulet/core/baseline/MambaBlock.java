package io.rivulet.core.baseline;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.baseline.kernel.CausalConvolution;
import io.rivulet.core.baseline.kernel.SelectiveDelta;
import io.rivulet.core.baseline.kernel.SelectiveScan;
import io.rivulet.core.baseline.kernel.SiluGate;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import io.rivulet.core.training.Parameters;

/** One block of {@link Mamba} in training. Of the scan's states it keeps few and computes the others again. */
final class MambaBlock implements TrainedBlock {
    private final Kernels kernels;
    private final float[] values;
    private final int width;
    private final int inner;
    private final int selected;
    private final int row;
    private final int length;
    private final Offsets at;
    private final Scratch scratch;

    private final TrainedNorm norm;
    private final CausalConvolution convolution;
    private final SelectiveDelta steps;
    private final SelectiveScan scan;
    private final PackedMatrix in;
    private final PackedMatrix select;
    private final PackedMatrix out;
    private final float[] selectWeight;
    private final float[] dSelectWeight;

    private final float[] h;
    private final float[] u;
    private final float[] xz;
    private final float[] x;
    private final float[] chosen;
    private final float[] delta;
    private final float[] y;
    private final float[] kept;

    private record Offsets(
            int in, int taps, int tapsBias, int select, int delta, int deltaBias, int log, int skip, int out) {
        static Offsets of(Parameters parameters, String name) {
            return new Offsets(
                    parameters.offset(name + ".in.weight"),
                    parameters.offset(name + ".convolution.weight"),
                    parameters.offset(name + ".convolution.bias"),
                    parameters.offset(name + ".select.weight"),
                    parameters.offset(name + ".delta.weight"),
                    parameters.offset(name + ".delta.bias"),
                    parameters.offset(name + ".A_log"),
                    parameters.offset(name + ".D"),
                    parameters.offset(name + ".out.weight"));
        }
    }

    /** Memory that the blocks of a backbone share, for {@code rows} positions. */
    record Scratch(
            float[] gated, float[] dXz, float[] dx, float[] dChosen, float[] dDelta, float[] dy, float[] stream) {
        static Scratch of(Mamba config, int rows) {
            return new Scratch(
                    new float[rows * config.inner()],
                    new float[rows * 2 * config.inner()],
                    new float[rows * config.inner()],
                    new float[rows * config.selectedRow()],
                    new float[rows * config.inner()],
                    new float[rows * config.inner()],
                    new float[rows * config.width()]);
        }
    }

    MambaBlock(
            Kernels kernels, Parameters parameters, Mamba config, String name, int batch, int length, Scratch scratch) {
        this.kernels = kernels;
        this.length = length;
        this.scratch = scratch;
        values = parameters.values();
        width = config.width();
        inner = config.inner();
        selected = config.selected();
        row = config.selectedRow();
        at = Offsets.of(parameters, name);
        norm = new TrainedNorm(kernels, parameters, name + ".norm", width);
        convolution = new CausalConvolution(inner, 2 * inner);
        steps = new SelectiveDelta(inner, config.rank(), row, 2 * config.states());
        scan = new SelectiveScan(inner, config.states(), row);
        in = kernels.pack(new float[2 * inner * width], 2 * inner, width);
        selectWeight = new float[row * inner];
        dSelectWeight = new float[row * inner];
        select = kernels.pack(selectWeight, row, inner);
        out = kernels.pack(new float[width * inner], width, inner);
        int rows = batch * length;
        h = new float[rows * width];
        u = new float[rows * width];
        xz = new float[rows * 2 * inner];
        x = new float[rows * inner];
        chosen = new float[rows * row];
        delta = new float[rows * inner];
        y = new float[rows * inner];
        kept = new float[scan.kept(batch, length)];
    }

    @Override
    public void refresh() {
        norm.refresh();
        convolution.refresh(values, at.taps(), values, at.tapsBias());
        steps.refresh(values, at.delta(), values, at.deltaBias());
        scan.refresh(values, at.log(), values, at.skip());
        in.refill(values, at.in());
        System.arraycopy(values, at.select(), selectWeight, 0, selected * inner);
        select.refill(selectWeight, 0);
        out.refill(values, at.out());
    }

    @Override
    public void forward(float[] stream, int batch) {
        int rows = batch * length;
        System.arraycopy(stream, 0, h, 0, rows * width);
        norm.forward(h, rows, u);
        kernels.product(u, rows, in, in.zeros(), xz);
        convolution.forward(xz, batch, length, x);
        kernels.product(x, rows, select, select.zeros(), chosen);
        steps.forward(chosen, rows, delta);
        scan.forward(x, delta, chosen, batch, length, kept, y);
        SiluGate.forward(y, xz, rows, inner, scratch.gated());
        kernels.addProduct(scratch.gated(), rows, out, stream);
    }

    @Override
    public void backward(float[] dh, int batch, float[] gradients) {
        int rows = batch * length;
        float[] dy = scratch.dy();
        float[] dx = scratch.dx();
        float[] dXz = scratch.dXz();
        float[] dChosen = scratch.dChosen();
        Adjoints.times(dh, rows, width, values, at.out(), inner, dy);
        SiluGate.backward(y, xz, rows, inner, dy, dXz, scratch.gated());
        Adjoints.addTransposedTimes(dh, width, rows, scratch.gated(), inner, gradients, at.out());
        scan.backward(
                x,
                delta,
                chosen,
                kept,
                dy,
                batch,
                length,
                dx,
                scratch.dDelta(),
                dChosen,
                gradients,
                at.log(),
                at.skip());
        steps.backward(chosen, delta, scratch.dDelta(), rows, dChosen, gradients, at.delta(), at.deltaBias());
        selectBackward(dChosen, rows, dx, gradients);
        convolution.backward(xz, dx, batch, length, dXz, gradients, at.taps(), at.tapsBias());
        Adjoints.addTransposedTimes(dXz, 2 * inner, rows, u, width, gradients, at.in());
        Adjoints.times(dXz, rows, 2 * inner, values, at.in(), width, scratch.stream());
        norm.backward(h, scratch.stream(), rows, dh, gradients);
    }

    /** The columns that only fill a row up are zero, and so are their weights. */
    private void selectBackward(float[] dChosen, int rows, float[] dx, float[] gradients) {
        java.util.Arrays.fill(dSelectWeight, 0f);
        Adjoints.addTransposedTimes(dChosen, row, rows, x, inner, dSelectWeight, 0);
        kernels.addScaled(gradients, at.select(), dSelectWeight, 0, 1f, selected * inner);
        Adjoints.addTimes(dChosen, rows, row, selectWeight, 0, inner, dx);
    }
}
