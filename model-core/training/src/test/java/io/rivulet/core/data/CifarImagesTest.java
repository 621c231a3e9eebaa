package io.rivulet.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarImagesTest {
    private static final int RECORD = 3073;

    @TempDir
    private Path folder;

    @Test
    void theChannelsOfAPixelLieSideBySideAndRowsAreSteps() throws IOException {
        Sequences sequences = Sequences.coloured(CifarImages.read(file("one", records(4))), 96);
        assertThat(sequences.count()).isEqualTo(1);
        assertThat(sequences.steps()).isEqualTo(32);
        float[] image = new float[3072];
        sequences.copy(0, image, 0);
        for (int row : new int[] {0, 1, 31}) {
            for (int column : new int[] {0, 5, 31}) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(image[row * 96 + column * 3 + channel])
                            .as("row %d, column %d, channel %d", row, column, channel)
                            .isEqualTo(value(4, channel, row, column));
                }
            }
        }
    }

    @Test
    void severalFilesPlainOrGzippedFollowEachOther() throws IOException {
        CifarImages images = CifarImages.read(file("plain", records(3, 9)), file("zipped", Gzip.of(records(0))));
        assertThat(images.labels()).containsExactly(3, 9, 0);
        assertThat(images.count()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(images.pixels()[i * 3072 + 3 * 32 + 1] & 0xff).isEqualTo(value(images.labels()[i], 1, 1, 0));
        }
    }

    @Test
    void everyDamageIsRefusedWithItsReason() throws IOException {
        assertThatThrownBy(() -> CifarImages.read(file("empty", new byte[0]))).hasMessageContaining("has 0 bytes");
        assertThatThrownBy(() -> CifarImages.read(file("short", Arrays.copyOf(records(1), RECORD - 1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("records of 3073 bytes")
                .hasMessageContaining("has 3072 bytes")
                .hasMessageContaining("fetch it again");
        assertThatThrownBy(() -> CifarImages.read(file("labels", records(2, 10))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a label from 0 to 9")
                .hasMessageContaining("has 10 at byte 3073");
        assertThatThrownBy(() -> Sequences.coloured(CifarImages.read(file("frame", records(1))), 36))
                .hasMessageContaining("must divide the 3072 symbols")
                .hasMessageContaining("take a row, 96");
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] records(int... labels) {
        byte[] file = new byte[labels.length * RECORD];
        int at = 0;
        for (int label : labels) {
            file[at++] = (byte) label;
            for (int channel = 0; channel < 3; channel++) {
                for (int row = 0; row < 32; row++) {
                    for (int column = 0; column < 32; column++) {
                        file[at++] = (byte) value(label, channel, row, column);
                    }
                }
            }
        }
        return file;
    }

    private static int value(int label, int channel, int row, int column) {
        return (90 * channel + 7 * row + 3 * column + 11 * label) % 256;
    }
}
