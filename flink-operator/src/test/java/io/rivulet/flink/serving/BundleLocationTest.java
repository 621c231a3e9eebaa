package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.core.bundle.FileDigests;
import io.rivulet.flink.Prompts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
        bundle = TinyBundles.binary(bundleFolder, 8);
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
        TinyBundles.binary(unzipped, 8);
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

    @Test
    void aModelWithTheFingerprintDemandedIsLoadedAndNoOther() throws IOException {
        BundleLocation location = new BundleLocation(bundleFolder.toString());
        assertThat(location.load(bundle.fingerprint().hex())).isEqualTo(bundle);

        Path other = folder.resolve("other");
        Bundle found = TinyBundles.binary(other, 9);
        assertThatThrownBy(() -> new BundleLocation(other.toString())
                        .load(bundle.fingerprint().hex()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must have the fingerprint that is demanded of it, " + bundle.fingerprint())
                .hasMessageContaining("found " + found.fingerprint() + "; bring that model back");
    }

    @Test
    void everyChangedByteOfTheNumbersOrOfTheConfigurationIsRefusedEvenWithNewDigests() throws IOException {
        byte[] config = Files.readAllBytes(bundleFolder.resolve("config.json"));
        byte[] tensors = Files.readAllBytes(bundleFolder.resolve("model.safetensors"));
        BundleLocation location = new BundleLocation(bundleFolder.toString());
        int loaded = 0;
        for (int i = tensors.length - 400; i < tensors.length; i++) {
            byte[] changed = tensors.clone();
            changed[i] ^= 1;
            Files.write(bundleFolder.resolve("model.safetensors"), changed);
            Files.write(bundleFolder.resolve("model.sha256"), FileDigests.of(config, changed));
            location.load(null);
            loaded++;
            assertThatThrownBy(() -> location.load(bundle.fingerprint().hex()))
                    .as("byte %s", i)
                    .isInstanceOf(IOException.class);
        }
        assertThat(loaded).isEqualTo(400);

        byte[] renamed = new String(config, StandardCharsets.UTF_8)
                .replace(TinyBundles.NAME, "tidy")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(bundleFolder.resolve("config.json"), renamed);
        Files.write(bundleFolder.resolve("model.safetensors"), tensors);
        Files.write(bundleFolder.resolve("model.sha256"), FileDigests.of(renamed, tensors));
        assertThat(location.load(null).config().name()).isEqualTo("tidy");
        assertThatThrownBy(() -> location.load(bundle.fingerprint().hex())).isInstanceOf(IOException.class);
    }

    @Test
    void theOperatorServesTheModelDemandedAndDoesNotOpenWithAnother() throws Exception {
        GenerateSettings any = Harness.settings(bundleFolder.toString());
        try (Harness task = Harness.open(demanding(any, bundle.fingerprint().hex()))) {
            task.send(Prompts.to("a").generating(4));
            assertThat(task.chunks()).isNotEmpty();
        }
        assertThatThrownBy(() -> Harness.open(demanding(any, "0".repeat(64))))
                .hasMessageContaining("fingerprint that is demanded of it");
        assertThatThrownBy(() -> demanding(any, bundle.fingerprint().hex().toUpperCase(Locale.ROOT)))
                .hasMessageContaining("64 lower-case hexadecimal digits, got 64 characters that are not");
    }

    private static GenerateSettings demanding(GenerateSettings settings, String fingerprint) {
        return GenerateSettings.of(settings.model(), settings.limits())
                .fingerprint(fingerprint)
                .build();
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
