package io.rivulet.core.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture of completions, unselected: one column for each image. The first row is the image itself, the second the
 * part that a model is shown, and every further row a completion of it. On binary images, ink that was drawn is red and
 * ink that was given is blue.
 */
public final class CompletionSheet {
    private static final int GIVEN = 0x1f4e79;
    private static final int DRAWN = 0xc0392b;
    private static final int BLANK = 0xf7f7f7;
    private static final int UNSEEN = 0xe4e4e4;

    private CompletionSheet() {}

    /**
     * Draws a PNG.
     *
     * @param images what was completed
     * @param observed numbers at the start of each image that the model was shown
     * @param completions one row each, images in the order of {@code images}
     */
    public static void write(Images images, int observed, List<Images> completions, Path file) throws IOException {
        int size = images.form().size();
        PictureGrid grid = new PictureGrid(images.form(), images.count(), completions.size() + 2);
        for (int column = 0; column < images.count(); column++) {
            draw(grid, column, 0, images, size, size);
            draw(grid, column, 1, images, observed, observed);
            for (int row = 0; row < completions.size(); row++) {
                draw(grid, column, row + 2, completions.get(row), observed, size);
            }
        }
        grid.write(file);
    }

    /** Numbers before {@code given} are drawn as given, those up to {@code known} as generated, the rest as unseen. */
    private static void draw(PictureGrid grid, int column, int row, Images images, int given, int known) {
        ImageForm form = images.form();
        grid.draw(column, row, (y, x) -> {
            int at = (y * form.width() + x) * form.channels();
            if (at >= known) {
                return UNSEEN;
            }
            if (form.brightest() > 1) {
                return PictureGrid.colour(images, column, y, x);
            }
            boolean ink = images.pixels()[column * form.size() + at] > 0;
            return ink ? at < given ? GIVEN : DRAWN : BLANK;
        });
    }
}
