package io.rivulet.flink.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.flink.TinyModels;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLocationTest {

    @TempDir
    Path folder;

    private Path bundleFolder;
    private Bundle bundle;

    @BeforeEach
    void write() {
        bundleFolder = folder.resolve("model");
        bundle = TinyModels.binary(bundleFolder, 8);
    }

    @Test
    void aFolderIsReadByPathAndByUri() throws IOException {
        assertLoads(bundleFolder.toString());
        assertLoads(bundleFolder.toUri().toString());
    }

    @Test
    void aZipIsReadByPathAndByUri() throws IOException {
        Path zip = zip(folder.resolve("model.zip"));
        assertLoads(zip.toString());
        assertLoads(zip.toUri().toString());
    }

    @Test
    void aBuiltInModelIsAZipOrAFolderOfTheJar() throws Exception {
        URI classes =
                BundleLocation.class.getResource("/log4j2-test.properties").toURI();
        Path models = Files.createDirectories(Path.of(classes).resolveSibling("models"));
        Path zip = zip(models.resolve("zipped.zip"));
        Path unzipped = models.resolve("unzipped");
        TinyModels.binary(unzipped, 8);
        try {
            assertLoads("builtin:zipped");
            assertLoads("builtin:unzipped");
        } finally {
            Files.delete(zip);
            try (Stream<Path> files = Files.list(unzipped)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(unzipped);
        }
    }

    @Test
    void aMissingModelIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> new BundleLocation("builtin:nothing").load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("models/nothing.zip")
                .hasMessageContaining("name a bundle's path instead");
        assertThatThrownBy(() -> new BundleLocation(folder.resolve("nothing").toString()).load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found nothing at")
                .hasMessageContaining("every worker");
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        Path weights = bundleFolder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> new BundleLocation(bundleFolder.toString()).load())
                .isInstanceOf(BundleException.class);
    }

    private void assertLoads(String location) throws IOException {
        assertThat(new BundleLocation(location).load().fingerprint()).isEqualTo(bundle.fingerprint());
    }

    private Path zip(Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.list(bundleFolder)) {
            for (Path file : files.toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return to;
    }
}
