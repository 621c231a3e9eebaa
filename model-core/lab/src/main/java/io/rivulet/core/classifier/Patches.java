package io.rivulet.core.classifier;

import java.util.Arrays;

/**
 * The square patches under a convolution as the rows of a matrix, so that the convolution is a matrix product, and the
 * way back for its gradient. Images are [count, height, width, channels]; their patches, one at every {@code stride}-th
 * pixel in both directions with that pixel in the middle, are [count, rows, columns, side, side, channels], with zeros
 * beyond the image's edge. The side is odd.
 */
public record Patches(int height, int width, int channels, int side, int stride) {
    public Patches {
        if (Math.min(Math.min(height, width), Math.min(channels, stride)) < 1) {
            throw new IllegalArgumentException("images and strides have extents from 1, got " + height + " x " + width
                    + " x " + channels + " by " + stride);
        }
        if (side < 1 || side % 2 == 0) {
            throw new IllegalArgumentException("a patch needs a middle: its side must be odd, got " + side);
        }
    }

    /** Patches from top to bottom. */
    public int rows() {
        return (height + stride - 1) / stride;
    }

    /** Patches from left to right. */
    public int columns() {
        return (width + stride - 1) / stride;
    }

    /** Patches of an image. */
    public int perImage() {
        return rows() * columns();
    }

    /** Numbers in a patch. */
    public int size() {
        return side * side * channels;
    }

    /** Writes the patches of the first {@code count} images. */
    public void gather(float[] images, int count, float[] patches) {
        Arrays.fill(patches, 0, count * perImage() * size(), 0f);
        strips(count, (image, patch, length) -> System.arraycopy(images, image, patches, patch, length));
    }

    /** Adds every patch to where it was taken from. */
    public void scatterAdd(float[] patches, int count, float[] images) {
        strips(count, (image, patch, length) -> {
            for (int i = 0; i < length; i++) {
                images[image + i] += patches[patch + i];
            }
        });
    }

    /** What is done with a strip: one row of one patch, without what lies beyond the edge. */
    @FunctionalInterface
    private interface Strip {
        void at(int image, int patch, int length);
    }

    private void strips(int count, Strip strip) {
        int patch = 0;
        for (int n = 0; n < count; n++) {
            for (int row = 0; row < rows(); row++) {
                for (int column = 0; column < columns(); column++, patch += size()) {
                    strips(n, row * stride - side / 2, column * stride - side / 2, patch, strip);
                }
            }
        }
    }

    /** The strips of the patch whose corner is at {@code top}, {@code left} of image {@code n}. */
    private void strips(int n, int top, int left, int patch, Strip strip) {
        int from = Math.max(left, 0);
        int length = (Math.min(left + side, width) - from) * channels;
        for (int y = Math.max(top, 0); y < Math.min(top + side, height); y++) {
            int inPatch = ((y - top) * side + from - left) * channels;
            strip.at(((n * height + y) * width + from) * channels, patch + inPatch, length);
        }
    }
}
