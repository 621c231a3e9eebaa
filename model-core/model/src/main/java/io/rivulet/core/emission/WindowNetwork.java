package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The small network of a {@link Windowed} emission, its first layer cut by what is known when: before each frame the
 * features of its symbols and the lags that reach into earlier frames, before each symbol the near ones.
 */
final class WindowNetwork {
    final int each;
    final int[] far;
    /** Descending: as the symbols lie in the past. */
    final int[] near;
    /** Whether the near ones are the last few, without a gap. */
    final boolean adjacent;

    private final Kernels kernels;
    /** From a symbol's features and then its far lags, each {@link #each} numbers. */
    final Linear early;

    /** From the near lags; further inputs, up to whole rounds, count nothing. */
    final PackedMatrix nearWeight;

    final PackedMatrix inner;
    final float[] innerBias;
    private final PackedMatrix out;
    private final float[] outWeight;
    private final float[] outBias;
    private final SymbolLaw law;
    private final float @Nullable [] table;

    WindowNetwork(Kernels kernels, Windowed emission, int frame, WindowedParts parts) {
        this.kernels = kernels;
        law = emission.law();
        inner = kernels.packForRows(parts.innerWeight(), emission.inner(), emission.hidden());
        innerBias = Arrays.copyOf(parts.innerBias(), inner.paddedOut());
        out = kernels.packForRows(parts.outWeight(), law.outputs(), emission.inner());
        outWeight = parts.outWeight();
        outBias = parts.outBias();
        table = parts.table();
        each = emission.windowInputs();
        int[] lags = emission.lags().stream().mapToInt(Integer::intValue).toArray();
        int[] close = Arrays.stream(lags).filter(lag -> lag < frame).toArray();
        near = IntStream.range(0, close.length)
                .map(i -> close[close.length - 1 - i])
                .toArray();
        adjacent = near.length > 0 && near[0] == near.length;
        far = Arrays.stream(lags).filter(lag -> lag >= frame).toArray();
        int hidden = emission.hidden();
        int columns = emission.features() + lags.length * each;
        int nearAt = emission.features();
        int farAt = nearAt + near.length * each;
        float[] weight = parts.hiddenWeight();
        float[] features = beside(
                columns(weight, hidden, columns, 0, nearAt), columns(weight, hidden, columns, farAt, columns), hidden);
        early = Linear.of(kernels, features, parts.hiddenBias(), hidden, nearAt + columns - farAt);
        float[] ascending = columns(weight, hidden, columns, nearAt, farAt);
        float[] descending = turned(ascending, hidden, near.length, each);
        int inputs = PackedMatrix.padded(farAt - nearAt, PackedMatrix.ROUND);
        float[] zeros = new float[hidden * (inputs - farAt + nearAt)];
        nearWeight = kernels.packForRows(beside(descending, zeros, hidden), hidden, inputs);
    }

    /** Writes what a symbol, given plus one, is for those that look back at it: {@link #each} numbers, 0 for none. */
    void embed(float symbolAndOne, float[] to, int at) {
        float[] rows = table;
        // What is not a number is nobody's symbol: the block is refused as a whole once it is drawn.
        if (!(symbolAndOne >= 1)) {
            Arrays.fill(to, at, at + each, 0f);
        } else if (rows == null) {
            to[at] = law.level(symbolAndOne - 1);
        } else {
            System.arraycopy(rows, ((int) symbolAndOne - 1) * each, to, at, each);
        }
    }

    /** Room for the numbers of one law. */
    int lawRoom() {
        return out.paddedOut();
    }

    /**
     * A group's law: what decoder and earlier frames give, [outputs] from {@code from}, and what the inner units add.
     *
     * @param law of {@link #lawRoom} numbers, of which the first [outputs] count
     */
    void law(float[] inner, float[] numbers, int from, float[] law) {
        // A panel's worth of outputs would be calculated for one.
        if (outBias.length == 1) {
            law[0] = kernels.rowDot(inner, 0, outWeight, out.in(), outBias[0] + numbers[from]);
            return;
        }
        for (int k = 0; k < outBias.length; k++) {
            law[k] = outBias[k] + numbers[from + k];
        }
        kernels.rowProduct(inner, 0, out, law, 0, law, 0);
    }

    /** The same rows with their {@code parts}, of {@code each} numbers, in the opposite order. */
    private static float[] turned(float[] matrix, int rows, int parts, int each) {
        float[] turned = new float[matrix.length];
        for (int part = 0; part < rows * parts; part++) {
            int row = part / parts;
            int other = row * parts + (parts - 1 - part % parts);
            System.arraycopy(matrix, part * each, turned, other * each, each);
        }
        return turned;
    }

    /** Each row of {@code left} and then that of {@code right}, both of {@code rows}. */
    private static float[] beside(float[] left, float[] right, int rows) {
        float[] both = new float[left.length + right.length];
        int width = left.length / rows;
        int more = right.length / rows;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(left, row * width, both, row * (width + more), width);
            System.arraycopy(right, row * more, both, row * (width + more) + width, more);
        }
        return both;
    }

    private static float[] columns(float[] matrix, int rows, int columns, int from, int to) {
        float[] part = new float[rows * (to - from)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(matrix, row * columns + from, part, row * (to - from), to - from);
        }
        return part;
    }
}
