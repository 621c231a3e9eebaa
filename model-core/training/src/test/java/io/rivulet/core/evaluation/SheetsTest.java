package io.rivulet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sheets, read back as anybody would. */
class SheetsTest {
    private static final int CELL = 2 * (2 + 3);

    @TempDir
    private Path folder;

    @Test
    void aSheetShowsColoursAsTheyAreRowByRow() throws IOException {
        ImageForm form = new ImageForm(2, 2, 3, 255);
        float[] pixels = new float[3 * form.size()];
        pixels[0] = 200;
        pixels[1] = 100;
        pixels[2] = 50;
        pixels[2 * form.size() + 3 * 3 + 1] = 255;
        Path file = folder.resolve("made/on/the/way/sheet.png");
        SampleSheet.write(new Images(form, pixels), 2, file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(2 * CELL + 6);
        assertThat(sheet.getHeight()).isEqualTo(2 * CELL + 6);
        assertThat(rgb(sheet, 6, 6)).isEqualTo(rgb(sheet, 7, 7)).isEqualTo(0xc86432);
        assertThat(rgb(sheet, 8, 6)).isEqualTo(0x000000);
        // The third image begins the second row; its last pixel is green.
        assertThat(rgb(sheet, 8, CELL + 8)).isEqualTo(0x00ff00);
        assertThat(rgb(sheet, CELL + 8, CELL + 8)).isEqualTo(0xffffff);
        assertThat(rgb(sheet, 0, 0)).isEqualTo(0xffffff);
        assertThatThrownBy(() -> SampleSheet.write(new Images(form, pixels), 0, file))
                .hasMessageContaining("at least 1 column, got 0");
    }

    @Test
    void oneChannelIsGreyAndTheBrightestIsWhite() throws IOException {
        Path file = folder.resolve("sheet.png");
        SampleSheet.write(new Images(new ImageForm(1, 2, 1, 5), new float[] {5, 1}), 20, file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(rgb(sheet, 6, 6)).isEqualTo(0xffffff);
        assertThat(rgb(sheet, 8, 6)).isEqualTo(0x333333);
    }

    @Test
    void completionsTellWhatWasGivenDrawnAndUnseen() throws IOException {
        ImageForm form = new ImageForm(2, 2, 1, 1);
        Images image = new Images(form, new float[] {1, 0, 1, 1});
        Images completion = new Images(form, new float[] {1, 0, 0, 1});
        Path file = folder.resolve("completions.png");
        CompletionSheet.write(image, 2, List.of(completion), file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        int given = rgb(sheet, 6, 6);
        int blank = rgb(sheet, 8, 6);
        assertThat(rgb(sheet, 6, 8)).as("the image itself").isEqualTo(given);
        assertThat(rgb(sheet, 6, CELL + 6)).as("shown").isEqualTo(given);
        int unseen = rgb(sheet, 6, CELL + 8);
        assertThat(rgb(sheet, 6, 2 * CELL + 6)).as("still given").isEqualTo(given);
        assertThat(rgb(sheet, 6, 2 * CELL + 8)).as("drawn blank").isEqualTo(blank);
        int drawn = rgb(sheet, 8, 2 * CELL + 8);
        assertThat(List.of(given, blank, unseen, drawn)).doesNotHaveDuplicates();
    }

    private static int rgb(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }
}
