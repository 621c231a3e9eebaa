package io.rivulet.core.evaluation;

import io.rivulet.core.data.Sequences;
import java.util.Arrays;

/** Images of one form, real or generated: {@code pixels} is [count, height, width, channels], 0 to the brightest. */
public record Images(ImageForm form, float[] pixels) {
    public Images {
        if (pixels.length == 0 || pixels.length % form.size() != 0) {
            throw new IllegalArgumentException("one or more images of " + form.size() + " numbers are needed, got "
                    + pixels.length + " numbers; give whole images");
        }
        for (int i = 0; i < pixels.length; i++) {
            // Negated, so that what is not a number is refused as well.
            if (!(pixels[i] >= 0 && pixels[i] <= form.brightest())) {
                throw new IllegalArgumentException("pixels lie between 0 and " + form.brightest() + ", got " + pixels[i]
                        + " at " + i + "; check the form of the images");
            }
        }
    }

    /** Every sequence as an image, whatever its frames. */
    public static Images of(Sequences sequences, ImageForm form) {
        if (sequences.steps() * sequences.frame() != form.size()) {
            throw new IllegalArgumentException("a sequence must hold the " + form.size() + " symbols of an image, got "
                    + sequences.steps() + " steps of " + sequences.frame());
        }
        float[] pixels = new float[sequences.count() * form.size()];
        for (int i = 0; i < sequences.count(); i++) {
            sequences.copy(i, pixels, i);
        }
        return new Images(form, pixels);
    }

    public int count() {
        return pixels.length / form.size();
    }

    /** The first {@code most} images. */
    public Images first(int most) {
        return new Images(form, Arrays.copyOf(pixels, Math.min(most, count()) * form.size()));
    }
}
