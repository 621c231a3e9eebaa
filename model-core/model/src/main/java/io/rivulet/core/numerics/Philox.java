package io.rivulet.core.numerics;

/**
 * Philox4x32-10: random words as a pure function of a 128-bit counter and a 64-bit key (Salmon et al., SC 2011). A draw
 * is named, not taken: whoever asks for the same counter and key gets the same word, in any order and from any thread.
 */
public final class Philox {

    /** Words that one counter gives. */
    public static final int WORDS = 4;

    private static final int ROUNDS = 10;
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final double TWO_TO_MINUS_24 = 0x1p-24;

    private Philox() {}

    /** The four words of counter (c0, c1, c2, c3) under {@code key}, whose low half is the first key word. */
    public static void words(long key, int c0, int c1, int c2, int c3, int[] out) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        int x0 = c0;
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(x0);
            long product1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(x2);
            x0 = (int) (product1 >>> 32) ^ x1 ^ k0;
            x1 = (int) product1;
            x2 = (int) (product0 >>> 32) ^ x3 ^ k1;
            x3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[0] = x0;
        out[1] = x1;
        out[2] = x2;
        out[3] = x3;
    }

    /**
     * Uniform draws 0 to {@code count - 1} of a stream: draw {@code i} is word {@code i % 4} of counter (position low,
     * position high, i / 4, stream). Each lies strictly between 0 and 1; a double, because a float would round to 1.
     */
    public static void uniforms(long key, long position, int stream, int count, double[] out, int offset) {
        uniforms(key, position, stream, count, out, offset, new int[WORDS]);
    }

    /** The same, with room for {@link #WORDS} words. */
    public static void uniforms(long key, long position, int stream, int count, double[] out, int offset, int[] words) {
        for (int i = 0; i < count; i++) {
            if (i % WORDS == 0) {
                words(key, (int) position, (int) (position >>> 32), i / WORDS, stream, words);
            }
            out[offset + i] = ((words[i % WORDS] >>> 8) + 0.5) * TWO_TO_MINUS_24;
        }
    }
}
