package io.rivulet.core.data;

import java.io.IOException;
import java.nio.file.Path;

/** Grey images of an IDX file (the format of MNIST), plain or gzipped: pixels [count, rows, columns], a byte each. */
public record IdxImages(byte[] pixels, int count, int rows, int columns) {

    /** @throws IOException if the file breaks a rule of the format; the message names the rule and what was found */
    public static IdxImages read(Path file) throws IOException {
        IdxFile idx = IdxFile.read(file, IdxFile.Kind.IMAGES);
        return new IdxImages(idx.elements(), idx.extents()[0], idx.extents()[1], idx.extents()[2]);
    }
}
