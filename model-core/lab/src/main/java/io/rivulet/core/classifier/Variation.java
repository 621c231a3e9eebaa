package io.rivulet.core.classifier;

import io.rivulet.core.evaluation.ImageForm;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws a variation of an image: moved by a few pixels, with the edge repeated, and mirrored or not. */
record Variation(ImageForm form, int shift, boolean mirror) {

    /** Varies the image that begins at {@code at}, in place. */
    void apply(float[] pixels, int at, SplittableRandom random) {
        int down = random.nextInt(2 * shift + 1) - shift;
        int right = random.nextInt(2 * shift + 1) - shift;
        boolean mirrored = mirror && random.nextBoolean();
        float[] from = Arrays.copyOfRange(pixels, at, at + form.size());
        int channels = form.channels();
        for (int y = 0; y < form.height(); y++) {
            int fromY = Math.min(Math.max(y - down, 0), form.height() - 1);
            for (int x = 0; x < form.width(); x++) {
                int placed = mirrored ? form.width() - 1 - x : x;
                int fromX = Math.min(Math.max(placed - right, 0), form.width() - 1);
                int to = at + (y * form.width() + x) * channels;
                System.arraycopy(from, (fromY * form.width() + fromX) * channels, pixels, to, channels);
            }
        }
    }
}
