package io.rivulet.core.evaluation;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Small images side by side on paper, each pixel of an image a square of the picture. */
final class PictureGrid {
    static final int GAP = 3;
    static final int SCALE = 2;
    static final int PAPER = 0xffffff;

    /** The colour, as 0xRRGGBB, of a pixel of an image. */
    @FunctionalInterface
    interface Colour {
        int at(int y, int x);
    }

    private final ImageForm form;
    private final BufferedImage picture;

    /** A grid of so many cells, each for an image of {@code form}. */
    PictureGrid(ImageForm form, int columns, int rows) {
        this.form = form;
        picture =
                Png.blank(SCALE * (columns * (form.width() + GAP) + GAP), SCALE * (rows * (form.height() + GAP) + GAP));
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, PAPER);
            }
        }
    }

    void draw(int column, int row, Colour colour) {
        int left = SCALE * (column * (form.width() + GAP) + GAP);
        int top = SCALE * (row * (form.height() + GAP) + GAP);
        for (int y = 0; y < form.height() * SCALE; y++) {
            for (int x = 0; x < form.width() * SCALE; x++) {
                picture.setRGB(left + x, top + y, colour.at(y / SCALE, x / SCALE));
            }
        }
    }

    void write(Path file) throws IOException {
        Png.write(picture, file);
    }

    /** The colour of a pixel as it is: grey where there is one channel. */
    static int colour(Images images, int index, int y, int x) {
        ImageForm form = images.form();
        int at = index * form.size() + (y * form.width() + x) * form.channels();
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
            float value = images.pixels()[at + Math.min(channel, form.channels() - 1)];
            rgb = rgb << 8 | Math.round(value * 255 / form.brightest());
        }
        return rgb;
    }
}
