package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.layers.Activations;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;

/**
 * One state-space layer in training: {@link io.rivulet.core.layers.SsmLayer}'s equations, always from the learned first
 * state, some states running backwards in time where the layer is bidirectional, and the gradient.
 *
 * <p>In a gradient, the slices of nu and theta first collect lambda's real and imaginary parts and that of B collects
 * {@code gamma * B}; {@link #finish} turns them into the parameters' own, once a step.
 */
final class TrainedLayer {
    private final Kernels kernels;
    private final float[] values;
    private final int width;
    private final int states;
    private final int logGamma;
    private final int b;
    private final int c;
    private final int d;
    private final int normWeightAt;
    private final int normBiasAt;
    private final TrainedLinear mix;

    private final TrainedDiagonal recurrence;
    private final float[] normWeight;
    private final float[] normBias;
    private final float[] skip;
    private final float[] drive;
    private final PackedMatrix packedDrive;
    private final PackedMatrix packedReadout;

    TrainedLayer(Kernels kernels, Parameters parameters, String name, int width, int states, boolean bothWays) {
        this.kernels = kernels;
        values = parameters.values();
        this.width = width;
        this.states = states;
        logGamma = parameters.offset(name + ".log_gamma");
        b = parameters.offset(name + ".B");
        c = parameters.offset(name + ".C");
        d = parameters.offset(name + ".D");
        normWeightAt = parameters.offset(name + ".norm.weight");
        normBiasAt = parameters.offset(name + ".norm.bias");
        mix = new TrainedLinear(kernels, parameters, name + ".W", 2 * width, width);
        recurrence = new TrainedDiagonal(parameters, name, states, bothWays ? states / 2 : states);
        normWeight = new float[width];
        normBias = new float[width];
        skip = new float[width];
        drive = new float[2 * states * width];
        packedDrive = kernels.pack(drive, 2 * states, width);
        packedReadout = kernels.pack(new float[width * 2 * states], width, 2 * states);
    }

    /** Takes the parameters' present values. */
    void refresh() {
        recurrence.refresh();
        System.arraycopy(values, normWeightAt, normWeight, 0, width);
        System.arraycopy(values, normBiasAt, normBias, 0, width);
        System.arraycopy(values, d, skip, 0, width);
        for (int p = 0; p < 2 * states; p++) {
            float gamma = (float) StrictMath.exp(values[logGamma + p % states]);
            for (int i = 0; i < width; i++) {
                drive[p * width + i] = gamma * values[b + p * width + i];
            }
        }
        packedDrive.refill(drive, 0);
        packedReadout.refill(values, c);
        mix.refresh();
    }

    /** h [batch * steps, H] in place; {@code input} keeps a copy of what came in. */
    void forward(float[] h, float[] input, Activations tape, int batch, int steps) {
        int rows = batch * steps;
        System.arraycopy(h, 0, input, 0, rows * width);
        kernels.layerNorm(h, rows, width, normWeight, normBias, tape.u());
        kernels.product(tape.u(), rows, packedDrive, packedDrive.zeros(), tape.x());
        recurrence.forward(tape.x(), batch, steps);
        kernels.product(tape.x(), rows, packedReadout, packedReadout.zeros(), tape.y());
        kernels.skipGelu(tape.y(), skip, tape.u(), rows, width, tape.g());
        mix.forward(tape.g(), rows, tape.o());
        kernels.gate(tape.o(), rows, width, h);
    }

    /** dh [batch * steps, H]: from the gradient of what went out to that of what came in; adds to {@code gradients}. */
    void backward(
            float[] dh, float[] input, Activations tape, Activations scratch, int batch, int steps, float[] gradients) {
        int rows = batch * steps;
        float[] dO = scratch.o();
        float[] dy = scratch.g();
        float[] dx = scratch.x();
        float[] du = scratch.u();
        Adjoints.gateBackward(tape.o(), dh, rows, width, dO);
        mix.backward(tape.g(), dO, rows, dy, gradients);
        Adjoints.geluBackward(tape.y(), rows * width, dy);
        Adjoints.addTransposedTimes(dy, width, rows, tape.x(), 2 * states, gradients, c);
        Adjoints.addColumnDots(dy, tape.u(), rows, width, gradients, d);
        Adjoints.times(dy, rows, width, values, c, 2 * states, dx);
        recurrence.backward(tape.x(), dx, batch, steps, gradients);
        Adjoints.scaleColumns(dy, skip, rows, width, du);
        Adjoints.addTransposedTimes(dx, 2 * states, rows, tape.u(), width, gradients, b);
        Adjoints.addTimes(dx, rows, 2 * states, drive, 0, width, du);
        Adjoints.layerNormBackward(input, du, rows, width, normWeight, dh, gradients, normWeightAt, normBiasAt);
    }

    /** Turns the gradients of lambda and of gamma * B into those of nu, theta, log gamma and B. */
    void finish(float[] gradients) {
        recurrence.finish(gradients);
        for (int p = 0; p < 2 * states; p++) {
            float gamma = (float) StrictMath.exp(values[logGamma + p % states]);
            double dLog = 0;
            for (int i = p * width; i < (p + 1) * width; i++) {
                dLog += (double) gradients[b + i] * drive[i];
                gradients[b + i] *= gamma;
            }
            gradients[logGamma + p % states] += (float) dLog;
        }
    }
}
