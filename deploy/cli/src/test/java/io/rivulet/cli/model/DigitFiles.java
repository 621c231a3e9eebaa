package io.rivulet.cli.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Bright boxes on 28 x 28 pixels in IDX files, in place of digits: enough to learn something from in a few steps. */
record DigitFiles(Path images, Path labels) {
    private static final int SIDE = 28;
    private static final int IMAGES = 0x00000803;
    private static final int LABELS = 0x00000801;

    /** Writes so many under names that begin with {@code name}, gzipped, as the data sets come. */
    static DigitFiles write(Path folder, String name, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream classes = new ByteArrayOutputStream();
        try (DataOutputStream images = new DataOutputStream(pixels);
                DataOutputStream labels = new DataOutputStream(classes)) {
            for (int field : new int[] {IMAGES, count, SIDE, SIDE}) {
                images.writeInt(field);
            }
            labels.writeInt(LABELS);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                int left = random.nextInt(4, 12);
                int top = random.nextInt(4, 12);
                for (int place = 0; place < SIDE * SIDE; place++) {
                    boolean inside =
                            place % SIDE >= left && place % SIDE < 20 && place / SIDE >= top && place / SIDE < 22;
                    images.writeByte(inside ? 255 : 0);
                }
                labels.writeByte(i % 10);
            }
        }
        return new DigitFiles(
                gzipped(folder.resolve(name + "-images-idx3-ubyte.gz"), pixels),
                gzipped(folder.resolve(name + "-labels-idx1-ubyte.gz"), classes));
    }

    private static Path gzipped(Path file, ByteArrayOutputStream bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            bytes.writeTo(out);
        }
        return file;
    }
}
