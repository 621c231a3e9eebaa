package io.rivulet.core.emission;

import io.rivulet.core.numerics.Philox;
import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;

/**
 * The randomness of stacked rows, one frame each. A row's draws are a pure function of its session's key, its absolute
 * step and the index of the latent or symbol inside the step, so they do not depend on the rows around it.
 */
public final class Draws {

    /** What a draw is for: the last word of the generator's counter. */
    public static final int LATENTS = 0;

    public static final int SYMBOLS = 1;
    /** The second draw of a symbol whose distribution needs two. */
    public static final int SECOND_SYMBOLS = 2;

    private int rows;
    private long[] keys = {};
    private long[] steps = {};
    private float[] temperatures = {};
    private int[] given = {};
    private final Scratch scratch = new Scratch();
    private final Scratch second = new Scratch();
    private final int[] words = new int[Philox.WORDS];

    public void clear() {
        rows = 0;
    }

    /**
     * Adds a row.
     *
     * @param step absolute step of the row's frame in its session
     * @param given how many of the frame's first symbols are known and must stay
     */
    public void add(long key, long step, Temperature temperature, int given) {
        if (rows == keys.length) {
            grow();
        }
        keys[rows] = key;
        steps[rows] = step;
        temperatures[rows] = temperature.value();
        this.given[rows] = given;
        rows++;
    }

    public int rows() {
        return rows;
    }

    public float temperature(int row) {
        return temperatures[row];
    }

    public int given(int row) {
        return given[row];
    }

    /** Uniform draws in (0, 1), [rows, count]; valid until the next call for the same kind of purpose. */
    public double[] uniforms(int purpose, int count) {
        double[] out = (purpose == SECOND_SYMBOLS ? second : scratch).doubles(rows, count);
        for (int row = 0; row < rows; row++) {
            Philox.uniforms(keys[row], steps[row], purpose, count, out, row * count, words);
        }
        return out;
    }

    private void grow() {
        int capacity = Scratch.grown(keys.length, Math.max(16, rows + 1));
        keys = Arrays.copyOf(keys, capacity);
        steps = Arrays.copyOf(steps, capacity);
        temperatures = Arrays.copyOf(temperatures, capacity);
        given = Arrays.copyOf(given, capacity);
    }
}
