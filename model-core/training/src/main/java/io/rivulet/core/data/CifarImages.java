package io.rivulet.core.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Colour images of CIFAR-10's binary files, plain or gzipped: pixels [count, 32, 32, 3], a byte each, red, green and
 * blue of a pixel side by side; labels [count], 0 to 9.
 *
 * <pre>
 * a file is records without a header, each 3,073 bytes:
 *   1 byte       label
 *   3 x 1,024    planes of red, green and blue, each row by row
 * </pre>
 */
public record CifarImages(byte[] pixels, int[] labels) {
    /** Pixels of a row, and rows of an image. */
    public static final int SIDE = 32;
    /** Red, green and blue. */
    public static final int CHANNELS = 3;

    private static final int LABELS = 10;
    private static final int PLANE = SIDE * SIDE;
    private static final int IMAGE = CHANNELS * PLANE;
    private static final int RECORD = 1 + IMAGE;

    /**
     * Reads one file or several, in their order.
     *
     * @throws IOException if a file breaks a rule of the format; the message names the rule and what was found
     */
    public static CifarImages read(Path... files) throws IOException {
        byte[][] contents = new byte[files.length][];
        int count = 0;
        for (int i = 0; i < files.length; i++) {
            contents[i] = records(files[i]);
            count = Math.addExact(count, contents[i].length / RECORD);
        }
        CifarImages images = new CifarImages(new byte[Math.multiplyExact(count, IMAGE)], new int[count]);
        int place = 0;
        for (int i = 0; i < files.length; i++) {
            for (int at = 0; at < contents[i].length; at += RECORD, place++) {
                images.put(place, contents[i], at, files[i]);
            }
        }
        return images;
    }

    public int count() {
        return labels.length;
    }

    private static byte[] records(Path file) throws IOException {
        byte[] bytes = DataFile.read(file, in -> in.readAllBytes());
        if (bytes.length == 0 || bytes.length % RECORD != 0) {
            throw new UnusableFile("a CIFAR-10 file is one or more records of " + RECORD + " bytes, " + file + " has "
                    + bytes.length + " bytes; fetch it again, in the binary version");
        }
        return bytes;
    }

    private void put(int place, byte[] bytes, int at, Path file) throws IOException {
        int label = bytes[at] & 0xff;
        if (label >= LABELS) {
            throw new UnusableFile("a record of a CIFAR-10 file begins with a label from 0 to " + (LABELS - 1) + ", "
                    + file + " has " + label + " at byte " + at + "; fetch it again, in the binary version");
        }
        labels[place] = label;
        for (int i = 0, to = place * IMAGE; i < PLANE; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                pixels[to++] = bytes[at + 1 + channel * PLANE + i];
            }
        }
    }
}
