package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.TinyModels;
import io.rivulet.core.model.ModelConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeABundle() {
        ModelConfig config = TinyModels.config(TinyModels.emissions().get(0));
        BundleWriter.write(folder, config, TinyModels.weights(config, 1), TinyModels.provenance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "model.sha256"})
    void aMissingFileIsRefusedByName(String name) throws IOException {
        Files.delete(folder.resolve(name));
        assertThatThrownBy(() -> BundleReader.read(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("must hold " + name);
    }

    @Test
    void aPathThatLeadsNowhereIsRefused() {
        assertThatThrownBy(() -> BundleReader.read(folder.resolve("nowhere")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("must be a folder or a zip");
    }

    @Test
    void aFileBeyondItsCapIsRefused() throws IOException {
        Files.write(folder.resolve("model.sha256"), new byte[1025]);
        assertThatThrownBy(() -> BundleReader.read(folder)).hasMessageContaining("at most 1024 bytes");
    }

    @Test
    void aZipBombIsCutOffAtTheCap() throws IOException {
        Files.write(folder.resolve("config.json"), new byte[8 << 20]);
        byte[] zip = TinyZip.of(folder, "config.json");
        assertThatThrownBy(() -> read(zip)).hasMessageContaining("config.json may have at most 1048576 bytes");
    }

    @Test
    void aForeignEntryInAZipIsRefused() throws IOException {
        Files.writeString(folder.resolve("run.sh"), "");
        byte[] zip = TinyZip.of(folder, "config.json", "run.sh");
        assertThatThrownBy(() -> read(zip)).hasMessageContaining("once and nothing else");
    }

    @Test
    void anIncompleteZipIsRefused() throws IOException {
        byte[] zip = TinyZip.of(folder, "config.json", "model.safetensors", "model.sha256");
        for (int length = 0; length < zip.length * 3 / 4; length += 97) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> read(cut)).as("length " + length).isInstanceOf(BundleException.class);
        }
    }

    private static Bundle read(byte[] zip) {
        return BundleReader.readZip(new ByteArrayInputStream(zip));
    }
}
