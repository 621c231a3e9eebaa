package io.rivulet.core.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cuts and joins: what goes in or comes out in several parts must be what goes in or comes out at once. */
final class Parts {

    private Parts() {}

    /** Cuts {@code total} into random parts, empty ones among them. */
    static int[] random(int total, int most, Random random) {
        List<Integer> parts = new ArrayList<>();
        for (int left = total; left > 0; left -= parts.get(parts.size() - 1)) {
            parts.add(Math.min(random.nextInt(most + 1), left));
        }
        return parts.stream().mapToInt(Integer::intValue).toArray();
    }

    static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
