package io.rivulet.core.data;

import java.io.IOException;
import java.nio.file.Path;

/** Labels of an IDX file (the format of MNIST), plain or gzipped: one for each image, 0 to 255. */
public record IdxLabels(int[] labels) {

    /** @throws IOException if the file breaks a rule of the format; the message names the rule and what was found */
    public static IdxLabels read(Path file) throws IOException {
        byte[] elements = IdxFile.read(file, IdxFile.Kind.LABELS).elements();
        int[] labels = new int[elements.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = elements[i] & 0xff;
        }
        return new IdxLabels(labels);
    }
}
