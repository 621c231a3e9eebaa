package io.rivulet.core.evaluation;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture of completions, unselected: one column for each of the first images of a file. The first row is the image
 * itself, the second the part that the model is shown, and every further row a completion of it, drawn with its own seed.
 */
public final class ContactSheet {
    private static final int GAP = 3;
    private static final int SCALE = 2;
    private static final int GIVEN = 0x1f4e79;
    private static final int DRAWN = 0xc0392b;
    private static final int PAPER = 0xffffff;
    private static final int UNSEEN = 0xe4e4e4;

    private final Generator generator;
    private final Sequences images;
    private final int columns;
    private final int observed;

    /** {@code observed} steps of each of the first {@code columns} images are shown to the model. */
    public ContactSheet(Generator generator, Sequences images, int columns, int observed) {
        this.generator = generator;
        this.images = images;
        this.columns = Math.min(columns, images.count());
        this.observed = observed;
    }

    /** One row of completions for each of {@code blocks}, generated in blocks of so many steps. */
    public void write(List<Integer> blocks, Path file) throws IOException {
        int width = images.frame();
        int height = images.steps();
        BufferedImage sheet = new BufferedImage(
                SCALE * (columns * (width + GAP) + GAP),
                SCALE * ((blocks.size() + 2) * (height + GAP) + GAP),
                BufferedImage.TYPE_INT_RGB);
        fill(sheet);
        for (int column = 0; column < columns; column++) {
            float[] image = new float[width * height];
            images.copy(column, image, 0);
            draw(sheet, column, 0, image, height, height);
            draw(sheet, column, 1, image, observed, observed);
            for (int row = 0; row < blocks.size(); row++) {
                float[] completed = completed(image, blocks.get(row), row);
                draw(sheet, column, row + 2, completed, observed, height);
            }
        }
        ImageIO.write(sheet, "png", file.toFile());
    }

    private float[] completed(float[] image, int block, long seed) {
        int seen = observed * images.frame();
        float[] completed = Arrays.copyOf(image, image.length);
        SessionState state =
                generator.absorb(generator.start(), Arrays.copyOf(image, seen)).state();
        BlockPlan plan = new BlockPlan(images.frame(), 0, image.length - seen, block);
        Randomness randomness = Randomness.of(seed, "sheet", 1f);
        for (int i = 0, at = seen; i < plan.blocks(); i++) {
            var drawn = generator.generate(new BlockRequest(state, plan.symbolsIn(i), randomness));
            System.arraycopy(drawn.symbols(), 0, completed, at, drawn.symbols().length);
            at += drawn.symbols().length;
            state = drawn.state();
        }
        return completed;
    }

    private static void fill(BufferedImage sheet) {
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                sheet.setRGB(x, y, PAPER);
            }
        }
    }

    /** Rows below {@code given} are drawn as given, those up to {@code known} as generated, the rest as unseen. */
    private void draw(BufferedImage sheet, int column, int row, float[] image, int given, int known) {
        int left = SCALE * (column * (images.frame() + GAP) + GAP);
        int top = SCALE * (row * (images.steps() + GAP) + GAP);
        for (int y = 0; y < images.steps() * SCALE; y++) {
            for (int x = 0; x < images.frame() * SCALE; x++) {
                int step = y / SCALE;
                boolean ink = image[step * images.frame() + x / SCALE] > 0.5f;
                int colour = step < given ? GIVEN : DRAWN;
                sheet.setRGB(left + x, top + y, step >= known ? UNSEEN : ink ? colour : 0xf7f7f7);
            }
        }
    }
}
