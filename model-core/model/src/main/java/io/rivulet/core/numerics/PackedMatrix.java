package io.rivulet.core.numerics;

/**
 * A weight matrix [out, in], laid out for the product or for the product of one row: panels of {@code panel} outputs,
 * each [depth, panel], the last one padded with zeros, as is what is deeper than {@code in}. The layout changes the
 * speed and never the bits of a product.
 *
 * @param panels of this matrix from {@code at}, perhaps among those of others
 */
public record PackedMatrix(int out, int in, int panel, float[] panels, int at, float[] zeros) {

    /** Of this many inputs a panel has whole rounds: what a loop takes at once. */
    public static final int ROUND = 4;

    /** Packs {@code weights} ([out, in], row-major) into an array of its own. */
    static PackedMatrix of(float[] weights, int out, int in, int panel) {
        return of(weights, out, in, panel, new float[count(out, in, panel)], 0);
    }

    /** Packs {@code weights} into {@code panels}, zero as yet, from {@code at}. */
    static PackedMatrix of(float[] weights, int out, int in, int panel, float[] panels, int at) {
        if (weights.length != out * in) {
            throw new IllegalArgumentException(
                    "a matrix of " + out + " x " + in + " needs " + out * in + " weights, got " + weights.length);
        }
        PackedMatrix packed = new PackedMatrix(out, in, panel, panels, at, new float[padded(out, panel)]);
        packed.refill(weights, 0);
        return packed;
    }

    /** Floats of all panels. */
    static int count(int out, int in, int panel) {
        return Math.multiplyExact(padded(in, ROUND), padded(out, panel));
    }

    /** {@code count} in whole parts. */
    public static int padded(int count, int part) {
        return (count + part - 1) / part * part;
    }

    /** Inputs of a panel: {@code in}, up to whole rounds. */
    public int depth() {
        return padded(in, ROUND);
    }

    /** Outputs of whole panels. */
    public int paddedOut() {
        return zeros.length;
    }

    /** The weight from input {@code i} to output {@code o}. */
    public float weight(int o, int i) {
        return panels[at + (o / panel * depth() + i) * panel + o % panel];
    }

    /** Takes new weights, [out, in] from {@code offset}: training repacks after every update. */
    public void refill(float[] weights, int offset) {
        for (int o = 0; o < out; o++) {
            int to = at + (o / panel) * depth() * panel + o % panel;
            for (int i = 0, from = offset + o * in; i < in; i++, to += panel) {
                panels[to] = weights[from + i];
            }
        }
    }
}
