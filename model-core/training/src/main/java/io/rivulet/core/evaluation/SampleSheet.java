package io.rivulet.core.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** A picture of generated images, unselected, in their order: row by row, in their own colours. */
public final class SampleSheet {
    private SampleSheet() {}

    /** Draws all {@code images}, {@code columns} to a row, as a PNG. */
    public static void write(Images images, int columns, Path file) throws IOException {
        if (columns < 1) {
            throw new IllegalArgumentException("a sheet has at least 1 column, got " + columns + "; take 20");
        }
        int rows = (images.count() + columns - 1) / columns;
        PictureGrid grid = new PictureGrid(images.form(), Math.min(columns, images.count()), rows);
        for (int i = 0; i < images.count(); i++) {
            int index = i;
            grid.draw(i % columns, i / columns, (y, x) -> PictureGrid.colour(images, index, y, x));
        }
        grid.write(file);
    }
}
