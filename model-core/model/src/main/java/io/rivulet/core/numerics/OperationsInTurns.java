package io.rivulet.core.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shows the JVM the vector operations of all kernels in turns, before a single kernel fills the profiles that all of
 * them share. Code that the JVM compiles when it has seen, say, multiply-adds alone is wrong for whatever comes next.
 * It counts such errors, once for every place where that code is put, and above a hundred (its {@code
 * PerMethodTrapLimit}) it calls the operations of a method one by one, on objects: a tile, which has as many, then
 * takes five times as long for the rest of the process. That befell three of eight processes that began with a long
 * product.
 */
final class OperationsInTurns {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    /** Enough for the JVM to begin with profiles, which is after 200 calls; a tenth of a second. */
    private static final int ROUNDS = 300;

    private OperationsInTurns() {}

    static void show() {
        float[] x = new float[2 * W];
        float[] y = new float[2 * W];
        for (int i = 0; i < ROUNDS; i++) {
            round(x, y);
        }
    }

    private static void round(float[] x, float[] y) {
        FloatVector a = FloatVector.fromArray(S, x, 0);
        FloatVector b = FloatVector.broadcast(S, x[W]);
        FloatVector least = FloatVector.broadcast(S, 0f);
        FloatVector c = b.fma(a, FloatVector.zero(S));
        c = c.add(a).sub(0.5f).mul(0.5f).neg();
        c = a.div(c.max(1f).min(2f));
        c = c.blend(least, c.compare(VectorOperators.LE, least));
        c = c.mul(
                c.reinterpretAsInts().sub(1).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
        c.intoArray(y, W);
        y[0] = c.reduceLanes(VectorOperators.ADD) + a.max(b).reduceLanes(VectorOperators.MAX);
    }
}
