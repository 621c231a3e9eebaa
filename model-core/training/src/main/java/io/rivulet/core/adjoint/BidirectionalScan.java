package io.rivulet.core.adjoint;

import io.rivulet.core.numerics.Diagonal;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The scan of training, and its adjoint: many sequences of equal length, the states below {@code forward} running
 * forwards in time and the others backwards, each from the same learned state. x: [batch * steps, 2 * states]; both
 * counts of states are multiples of {@link Adjoints#ALIGNMENT}.
 */
public final class BidirectionalScan {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private BidirectionalScan() {}

    /** {@code x[t] = lambda * x[t -+ 1] + x[t]} in place; the step before the first is {@code x0}, [2 * states]. */
    public static void run(Diagonal lambda, float[] x, float[] x0, int batch, int steps, int forward) {
        int states = lambda.states();
        int row = 2 * states;
        for (int b = 0; b < batch; b++) {
            int first = b * steps * row;
            int last = first + (steps - 1) * row;
            for (int p = 0; p < states; p += W) {
                boolean forwards = p < forward;
                run(lambda, x, x0, p, forwards ? first : last, forwards ? row : -row, steps);
            }
        }
    }

    private static void run(Diagonal lambda, float[] x, float[] x0, int p, int first, int stride, int steps) {
        int states = lambda.states();
        FloatVector a = FloatVector.fromArray(S, lambda.real(), p);
        FloatVector b = FloatVector.fromArray(S, lambda.imaginary(), p);
        FloatVector minus = b.neg();
        FloatVector re = FloatVector.fromArray(S, x0, p);
        FloatVector im = FloatVector.fromArray(S, x0, states + p);
        for (int t = 0, at = first + p; t < steps; t++, at += stride) {
            FloatVector nextRe = a.fma(re, minus.fma(im, FloatVector.fromArray(S, x, at)));
            FloatVector nextIm = a.fma(im, b.fma(re, FloatVector.fromArray(S, x, at + states)));
            nextRe.intoArray(x, at);
            nextIm.intoArray(x, at + states);
            re = nextRe;
            im = nextIm;
        }
    }

    /**
     * From the gradient of x, in place, to that of the drive; adds to {@code gradients} those of lambda's real and
     * imaginary parts, [states] each, and of x0, [2 * states], from the given offsets.
     */
    public static void backward(
            Diagonal lambda,
            float[] x,
            float[] x0,
            float[] d,
            int batch,
            int steps,
            int forward,
            float[] gradients,
            int realAt,
            int imaginaryAt,
            int startAt) {
        int states = lambda.states();
        int row = 2 * states;
        for (int b = 0; b < batch; b++) {
            int first = b * steps * row;
            int last = first + (steps - 1) * row;
            for (int p = 0; p < states; p += W) {
                boolean forwards = p < forward;
                backward(
                        lambda,
                        x,
                        x0,
                        d,
                        p,
                        forwards ? last : first,
                        forwards ? -row : row,
                        steps,
                        gradients,
                        realAt,
                        imaginaryAt,
                        startAt);
            }
        }
    }

    private static void backward(
            Diagonal lambda,
            float[] x,
            float[] x0,
            float[] d,
            int p,
            int first,
            int stride,
            int steps,
            float[] gradients,
            int realAt,
            int imaginaryAt,
            int startAt) {
        int states = lambda.states();
        FloatVector a = FloatVector.fromArray(S, lambda.real(), p);
        FloatVector b = FloatVector.fromArray(S, lambda.imaginary(), p);
        FloatVector minus = b.neg();
        FloatVector re = FloatVector.zero(S);
        FloatVector im = re;
        FloatVector real = FloatVector.fromArray(S, gradients, realAt + p);
        FloatVector imaginary = FloatVector.fromArray(S, gradients, imaginaryAt + p);
        for (int t = 0, at = first + p; t < steps; t++, at += stride) {
            FloatVector nextRe = Adjoints.settle(a.fma(re, b.fma(im, FloatVector.fromArray(S, d, at))));
            FloatVector nextIm = Adjoints.settle(a.fma(im, minus.fma(re, FloatVector.fromArray(S, d, at + states))));
            nextRe.intoArray(d, at);
            nextIm.intoArray(d, at + states);
            re = nextRe;
            im = nextIm;
            boolean start = t == steps - 1;
            FloatVector beforeRe = FloatVector.fromArray(S, start ? x0 : x, start ? p : at + stride);
            FloatVector beforeIm = FloatVector.fromArray(S, start ? x0 : x, (start ? p : at + stride) + states);
            real = re.fma(beforeRe, im.fma(beforeIm, real));
            imaginary = im.fma(beforeRe, re.neg().fma(beforeIm, imaginary));
        }
        real.intoArray(gradients, realAt + p);
        imaginary.intoArray(gradients, imaginaryAt + p);
        add(gradients, startAt + p, a.fma(re, b.mul(im)));
        add(gradients, startAt + states + p, a.fma(im, minus.mul(re)));
    }

    private static void add(float[] target, int at, FloatVector value) {
        FloatVector.fromArray(S, target, at).add(value).intoArray(target, at);
    }
}
