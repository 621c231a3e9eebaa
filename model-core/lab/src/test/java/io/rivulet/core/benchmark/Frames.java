package io.rivulet.core.benchmark;

import java.util.Random;

/** Binary frames to show to a session. */
final class Frames {

    private Frames() {}

    /** Fair coins, [steps, frame]. */
    static float[] random(int frame, int steps, Random random) {
        float[] symbols = new float[steps * frame];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = random.nextInt(2);
        }
        return symbols;
    }
}
