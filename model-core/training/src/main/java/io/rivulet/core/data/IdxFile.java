package io.rivulet.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** An IDX file of bytes (the format of MNIST): a magic number, one extent for each dimension, then the elements. */
record IdxFile(int[] extents, byte[] elements) {
    private static final int MAGIC_OF_BYTES = 0x00000800;
    private static final long MOST = Integer.MAX_VALUE - 64L;

    /** What an IDX file may hold, told apart by the number of its dimensions. */
    enum Kind {
        LABELS(1, "images"),
        IMAGES(3, "labels");

        private final int dimensions;
        private final String other;

        Kind(int dimensions, String other) {
            this.dimensions = dimensions;
            this.other = other;
        }

        private int magic() {
            return MAGIC_OF_BYTES + dimensions;
        }

        private int headBytes() {
            return Integer.BYTES * (1 + dimensions);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static IdxFile read(Path file, Kind kind) throws IOException {
        return DataFile.read(file, in -> read(in, file, kind));
    }

    private static IdxFile read(InputStream in, Path file, Kind kind) throws IOException {
        byte[] head = in.readNBytes(kind.headBytes());
        if (head.length < kind.headBytes()) {
            throw new UnusableFile("an IDX file of " + kind + " begins with " + kind.headBytes() + " bytes, " + file
                    + " has " + head.length + "; fetch it again");
        }
        ByteBuffer fields = ByteBuffer.wrap(head);
        int magic = fields.getInt();
        if (magic != kind.magic()) {
            throw new UnusableFile(String.format(
                    Locale.ROOT,
                    "an IDX file of %s begins with %08x, %s with %08x; take the file of %s, not of %s",
                    kind,
                    kind.magic(),
                    file,
                    magic,
                    kind,
                    kind.other));
        }
        int[] extents = new int[kind.dimensions];
        fields.asIntBuffer().get(extents);
        long size = 1;
        for (int extent : extents) {
            // Neither factor exceeds 2^31, so the product cannot overflow.
            size = extent < 1 || size > MOST ? 0 : size * extent;
        }
        if (size < 1 || size > MOST) {
            throw new UnusableFile("an IDX file must hold between 1 and " + MOST + " bytes, " + file + " claims "
                    + Arrays.toString(extents) + "; fetch it again");
        }
        byte[] elements = in.readNBytes((int) size);
        if (elements.length < size || in.read() >= 0) {
            throw new UnusableFile("an IDX file must end with its last element, " + file + " holds "
                    + (elements.length < size ? "only " + elements.length : "more than " + elements.length) + " of "
                    + size + "; fetch it again");
        }
        return new IdxFile(extents, elements);
    }
}
