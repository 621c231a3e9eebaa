package io.rivulet.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxImagesTest {
    @TempDir
    private Path folder;

    @Test
    void plainAndGzippedFilesReadAlike() throws IOException {
        byte[] file = idx(0x803, 2, 2, 3, 12);
        IdxImages plain = read(file);
        assertThat(plain.count()).isEqualTo(2);
        assertThat(plain.rows()).isEqualTo(2);
        assertThat(plain.columns()).isEqualTo(3);
        assertThat(read(Gzip.of(file)).pixels()).isEqualTo(plain.pixels());
    }

    @Test
    void pixelsAboveHalfBecomeOnesInFramesOfTheGivenWidth() throws IOException {
        byte[] pixels = {0, 127, (byte) 128, (byte) 255, 1, (byte) 200};
        Sequences sequences = Sequences.binarised(new IdxImages(pixels, 1, 2, 3), 3);
        assertThat(sequences.steps()).isEqualTo(2);
        float[] batch = new float[12];
        sequences.copy(0, batch, 1);
        assertThat(batch).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1);
        assertThatThrownBy(() -> Sequences.binarised(new IdxImages(pixels, 1, 2, 3), 4))
                .hasMessageContaining("must divide the 6 symbols")
                .hasMessageContaining("got 4");
    }

    @Test
    void everyDamageIsRefusedWithItsReason() {
        assertThatThrownBy(() -> read(new byte[7])).hasMessageContaining("begins with 16 bytes");
        assertThatThrownBy(() -> read(idx(0x801, 2, 2, 3, 12))).hasMessageContaining("not of labels");
        assertThatThrownBy(() -> read(idx(0x803, 2, 2, 3, 11))).hasMessageContaining("only 11 of 12");
        assertThatThrownBy(() -> read(idx(0x803, 2, 2, 3, 13))).hasMessageContaining("more than 12 of 12");
        assertThatThrownBy(() -> read(idx(0x803, -1, -1, -1, 12))).hasMessageContaining("must hold between 1 and");
        assertThatThrownBy(() -> read(idx(0x803, 0, 2, 3, 0))).hasMessageContaining("claims [0, 2, 3]");
    }

    private IdxImages read(byte[] bytes) throws IOException {
        Path file = folder.resolve("images");
        Files.write(file, bytes);
        return IdxImages.read(file);
    }

    private static byte[] idx(int magic, int count, int rows, int columns, int pixels) {
        byte[] body = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            body[i] = (byte) (i * 20);
        }
        ByteBuffer file = ByteBuffer.allocate(16 + pixels);
        file.putInt(magic).putInt(count).putInt(rows).putInt(columns).put(body);
        return Arrays.copyOf(file.array(), 16 + pixels);
    }
}
