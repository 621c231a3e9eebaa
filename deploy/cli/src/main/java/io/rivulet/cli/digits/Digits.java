package io.rivulet.cli.digits;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The digits on the class path: the first two of each class of the MNIST test set, in file order, in the IDX layout.
 * Binarised at 0.5 of full white, as the bundled model was trained.
 */
public final class Digits {
    private static final int IMAGES = 2051;
    private static final int LABELS = 2049;
    private static final int LIT = 128;

    private Digits() {}

    /** All digits that ship, in file order. */
    public static List<Digit> bundled() {
        try (DataInputStream images = open("images-idx3-ubyte.gz");
                DataInputStream labels = open("labels-idx1-ubyte.gz")) {
            int count = header(images, IMAGES);
            if (header(labels, LABELS) != count || images.readInt() != Digit.ROWS || images.readInt() != Digit.WIDTH) {
                throw new IOException("digit images must be 28 x 28 with one label each; rebuild the jar");
            }
            List<Digit> digits = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                digits.add(new Digit(index, labels.readUnsignedByte(), binarised(images)));
            }
            return List.copyOf(digits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] binarised(DataInputStream images) throws IOException {
        float[] pixels = new float[Digit.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.readUnsignedByte() >= LIT ? 1 : 0;
        }
        return pixels;
    }

    private static int header(DataInputStream in, int magic) throws IOException {
        int found = in.readInt();
        if (found != magic) {
            throw new IOException(
                    "digits must be in the IDX layout, magic number " + magic + ", got " + found + "; rebuild the jar");
        }
        return in.readInt();
    }

    private static DataInputStream open(String name) throws IOException {
        InputStream resource = Digits.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("the digits must be on the class path, " + name + " is not; rebuild the jar");
        }
        return new DataInputStream(new GZIPInputStream(resource));
    }
}
