package io.rivulet.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxLabelsTest {
    private static final byte[] SOUND = {0, 0, 8, 1, 0, 0, 0, 3, 7, 0, (byte) 200};

    @TempDir
    private Path folder;

    @Test
    void plainAndGzippedFilesReadAlikeAndLabelsAreNotNegative() throws IOException {
        assertThat(read(SOUND).labels()).containsExactly(7, 0, 200);
        assertThat(read(Gzip.of(SOUND)).labels()).containsExactly(7, 0, 200);
    }

    @Test
    void everyDamageIsRefusedWithItsReason() throws IOException {
        assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("begins with 8 bytes");
        byte[] images = SOUND.clone();
        images[3] = 3;
        assertThatThrownBy(() -> read(images))
                .hasMessageContaining("begins with 00000801")
                .hasMessageContaining("with 00000803; take the file of labels, not of images");
        byte[] negative = SOUND.clone();
        negative[4] = (byte) 0x80;
        assertThatThrownBy(() -> read(negative)).hasMessageContaining("claims [-2147483645]");
        assertThatThrownBy(() -> read(Arrays.copyOf(SOUND, 10))).hasMessageContaining("only 2 of 3");
        assertThatThrownBy(() -> read(Arrays.copyOf(SOUND, 12))).hasMessageContaining("more than 3 of 3");
    }

    @Test
    void aGzipThatIsCutShortOrDamagedIsRefusedAsSuch() throws IOException {
        byte[] zipped = Gzip.of(SOUND);
        assertThatThrownBy(() -> read(Arrays.copyOf(zipped, zipped.length - 9)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gzipped file must be whole")
                .hasMessageContaining("fetch it again");
        byte[] damaged = zipped.clone();
        damaged[zipped.length - 5] ^= 1;
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining("gzipped file must be whole");
    }

    private IdxLabels read(byte[] bytes) throws IOException {
        Path file = folder.resolve("labels");
        Files.write(file, bytes);
        return IdxLabels.read(file);
    }
}
