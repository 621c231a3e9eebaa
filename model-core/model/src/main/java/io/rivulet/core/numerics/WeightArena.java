package io.rivulet.core.numerics;

/** Lays the matrices of a model side by side, so that no vector of weights straddles two cache lines. */
final class WeightArena {
    /** Floats of a cache line. */
    private static final int LINE = 16;

    private float[] chunk = {};
    private int end;

    /** Packs {@code weights} ([out, in], row-major); several threads may, as trainings do. */
    synchronized PackedMatrix pack(float[] weights, int out, int in, int panel) {
        int count = PackedMatrix.count(out, in, panel);
        if (chunk.length - end < count) {
            chunk = Aligned.floats(count);
            end = Aligned.FIRST;
        }
        PackedMatrix packed = PackedMatrix.of(weights, out, in, panel, chunk, end);
        end += (count + LINE - 1) / LINE * LINE;
        return packed;
    }
}
