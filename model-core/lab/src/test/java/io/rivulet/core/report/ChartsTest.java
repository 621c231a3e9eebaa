package io.rivulet.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.evaluation.BoundUnit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The charts, read back as anybody would. */
class ChartsTest {
    @TempDir
    private Path folder;

    @Test
    void aChartHasALineInTheColourOfEveryCurve() throws IOException {
        Path file = folder.resolve("learning.png");
        double[] seconds = {0, 100, 200, 300};
        Charts.learning(
                BoundUnit.NATS_PER_SEQUENCE,
                List.of(
                        new Curve("one", seconds, new double[] {200, 90, 80, 75}),
                        new Curve("other", seconds, new double[] {150, 100, 95, 94})),
                file);
        BufferedImage chart = ImageIO.read(file.toFile());
        assertThat(chart.getWidth()).isEqualTo(Charts.WIDTH);
        assertThat(chart.getHeight()).isEqualTo(Charts.HEIGHT);
        assertThat(rgb(chart, 2, 2)).isEqualTo(0xffffff);
        // A line crosses most of the chart's columns; a key in the legend would not.
        assertThat(columnsWith(chart, 0)).isGreaterThan(400);
        assertThat(columnsWith(chart, 1)).isGreaterThan(400);
        assertThat(columnsWith(chart, 2)).isZero();
    }

    /** On a logarithmic axis 2 is in the middle of 1 and 4, and there the line has its peak. */
    @Test
    void theDialsBlocksAreLogarithmic() throws IOException {
        double[] blocks = {1, 2, 4};
        Curve curve = new Curve("digits", blocks, new double[] {8, 30, 8});
        Path quality = folder.resolve("quality.png");
        Path speed = folder.resolve("speed.png");
        Charts.dialQuality(List.of(curve), quality);
        Charts.dialSpeed(List.of(curve), speed);
        for (Path file : List.of(quality, speed)) {
            BufferedImage chart = ImageIO.read(file.toFile());
            int left = 0;
            while (highest(chart, left, 0) == chart.getHeight()) {
                left++;
            }
            int right = left;
            int peak = left;
            while (highest(chart, right, 0) < chart.getHeight()) {
                peak = highest(chart, right, 0) < highest(chart, peak, 0) ? right : peak;
                right++;
            }
            assertThat(right - left).isGreaterThan(400);
            assertThat((double) (peak - left) / (right - left)).isCloseTo(0.5, within(0.02));
        }
        assertThatThrownBy(() -> Charts.dialSpeed(List.of(new Curve("zero", blocks, new double[3])), speed))
                .hasMessageContaining("above 0");
    }

    @Test
    void curvesThatCannotBeDrawnAreRefused() {
        assertThatThrownBy(() -> new Curve("a", new double[] {1}, new double[] {Double.NaN}))
                .hasMessageContaining("leave out what was not measured");
        assertThatThrownBy(() -> new Curve("a", new double[] {2, 1}, new double[2]))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> new Curve("a", new double[2], new double[1])).hasMessageContaining("2 x and 1 y");
        assertThatThrownBy(() -> Charts.learning(BoundUnit.BITS_PER_BYTE, List.of(), folder))
                .hasMessageContaining("got none");
    }

    private static int columnsWith(BufferedImage chart, int series) {
        int columns = 0;
        for (int x = 0; x < chart.getWidth(); x++) {
            columns += highest(chart, x, series) < chart.getHeight() ? 1 : 0;
        }
        return columns;
    }

    /** The topmost row of a column that has the series' colour; the height where there is none. */
    private static int highest(BufferedImage chart, int x, int series) {
        int y = 0;
        while (y < chart.getHeight() && rgb(chart, x, y) != (Charts.COLOURS[series].getRGB() & 0xffffff)) {
            y++;
        }
        return y;
    }

    private static int rgb(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }
}
