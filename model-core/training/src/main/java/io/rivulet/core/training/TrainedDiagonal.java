package io.rivulet.core.training;

import io.rivulet.core.adjoint.BidirectionalScan;
import io.rivulet.core.numerics.Diagonal;

/**
 * A diagonal recurrence over many sequences with its gradient; the first {@code forward} states run forwards in time.
 */
final class TrainedDiagonal {
    private final float[] values;
    private final int states;
    private final int forward;
    private final int nu;
    private final int theta;
    private final int x0At;
    private final Diagonal lambda;
    private final float[] x0;

    TrainedDiagonal(Parameters parameters, String name, int states, int forward) {
        this.states = states;
        this.forward = forward;
        values = parameters.values();
        nu = parameters.offset(name + ".nu");
        theta = parameters.offset(name + ".theta");
        x0At = parameters.offset(name + ".x0");
        lambda = new Diagonal(new float[states], new float[states]);
        x0 = new float[2 * states];
    }

    /** Takes the parameters' present values. */
    void refresh() {
        lambda.refill(values, nu, values, theta);
        System.arraycopy(values, x0At, x0, 0, x0.length);
    }

    /** The learned state before the first step, [2 * states]. */
    float[] x0() {
        return x0;
    }

    /** The parameters' place of {@link #x0}. */
    int x0At() {
        return x0At;
    }

    /** x [batch * steps, 2 * states] in place, from drive to state. */
    void forward(float[] x, int batch, int steps) {
        BidirectionalScan.run(lambda, x, x0, batch, steps, forward);
    }

    /** d in place, from the gradient of the state to that of the drive; collects the parameters'. */
    void backward(float[] x, float[] d, int batch, int steps, float[] gradients) {
        BidirectionalScan.backward(lambda, x, x0, d, batch, steps, forward, gradients, nu, theta, x0At);
    }

    /** Turns the collected gradients of lambda into those of nu and theta. */
    void finish(float[] gradients) {
        for (int p = 0; p < states; p++) {
            double dRe = gradients[nu + p];
            double dIm = gradients[theta + p];
            double re = lambda.real()[p];
            double im = lambda.imaginary()[p];
            gradients[nu + p] = (float) (-Math.exp(values[nu + p]) * (dRe * re + dIm * im));
            gradients[theta + p] = (float) (Math.exp(values[theta + p]) * (dIm * re - dRe * im));
        }
    }
}
