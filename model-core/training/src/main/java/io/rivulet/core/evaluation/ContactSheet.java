package io.rivulet.core.evaluation;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link CompletionSheet} of what a generator makes of the first images of a file, each row with its own seed. */
public final class ContactSheet {
    private final Generator generator;
    private final Images images;
    private final int frame;
    private final int seen;

    /** {@code observed} steps of each of the first {@code columns} images are shown to the model; a step is a row. */
    public ContactSheet(Generator generator, Sequences images, int columns, int observed) {
        this.generator = generator;
        ImageForm form = new ImageForm(images.steps(), images.frame(), 1, 1);
        this.images = Images.of(images.first(columns), form);
        frame = images.frame();
        seen = observed * frame;
    }

    /** One row of completions for each of {@code blocks}, generated in blocks of so many steps. */
    public void write(List<Integer> blocks, Path file) throws IOException {
        List<Images> rows = new ArrayList<>();
        for (int row = 0; row < blocks.size(); row++) {
            float[] pixels = images.pixels().clone();
            for (int i = 0; i < images.count(); i++) {
                complete(pixels, i * images.form().size(), blocks.get(row), row);
            }
            rows.add(new Images(images.form(), pixels));
        }
        CompletionSheet.write(images, seen, rows, file);
    }

    /** Completes the image that begins at {@code start}. */
    private void complete(float[] pixels, int start, int block, long seed) {
        float[] prompt = Arrays.copyOfRange(pixels, start, start + seen);
        SessionState state = generator.absorb(generator.start(), prompt).state();
        BlockPlan plan =
                new BlockPlan(new BlockSize(block, frame), 0, images.form().size() - seen);
        Randomness randomness = Randomness.of(seed, "sheet", Temperature.ONE);
        for (int i = 0, at = start + seen; i < plan.blocks(); i++) {
            var drawn = generator.generate(new BlockRequest(state, plan.symbolsIn(i), randomness));
            System.arraycopy(drawn.symbols(), 0, pixels, at, drawn.symbols().length);
            at += drawn.symbols().length;
            state = drawn.state();
        }
    }
}
