package io.rivulet.core.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Grey images of an IDX file (the format of MNIST), plain or gzipped: pixels [count, rows, columns], a byte each. */
public record IdxImages(byte[] pixels, int count, int rows, int columns) {
    private static final int MAGIC = 0x00000803;
    private static final int GZIP = 0x1f8b;
    private static final long MOST = Integer.MAX_VALUE - 64L;

    public static IdxImages read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            boolean gzipped = ((in.read() << 8) | in.read()) == GZIP;
            in.reset();
            return read(gzipped ? new GZIPInputStream(in, 1 << 16) : in, file);
        }
    }

    private static IdxImages read(InputStream in, Path file) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] head = data.readNBytes(16);
        if (head.length < 16) {
            throw new IOException("an IDX file of images begins with 16 bytes, " + file + " has " + head.length);
        }
        int[] fields = new int[4];
        java.nio.ByteBuffer.wrap(head).asIntBuffer().get(fields);
        if (fields[0] != MAGIC) {
            throw new IOException(String.format(
                    "an IDX file of images begins with %08x, %s with %08x; take the file of images, not of labels",
                    MAGIC, file, fields[0]));
        }
        long count = Integer.toUnsignedLong(fields[1]);
        long size = Integer.toUnsignedLong(fields[2]) * Integer.toUnsignedLong(fields[3]);
        if (count < 1 || size < 1 || size > MOST || count > MOST / size) {
            throw new IOException("an IDX file must hold between 1 and " + MOST + " pixels, " + file + " claims "
                    + count + " images of " + fields[2] + " x " + fields[3]);
        }
        byte[] pixels = data.readNBytes((int) (count * size));
        if (pixels.length < count * size || data.read() >= 0) {
            throw new IOException("an IDX file must end with its last pixel, " + file + " holds "
                    + (pixels.length < count * size ? "only " + pixels.length : "more than " + pixels.length)
                    + " of " + count * size + "; fetch it again");
        }
        return new IdxImages(pixels, (int) count, fields[2], fields[3]);
    }
}
