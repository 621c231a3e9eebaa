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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest(name = "a folder named {0}")
    @ValueSource(
            strings = {
                "a b", "a#b", "a%20b", "100%", "a?b=c", "a+b", "a:b", "é ü", "~", "[x]", "a;b,c", "builtin", "x.zip"
            })
    void aNameOfAnyCharactersIsReadByPathAndByTheUriThatJavaMakesOfIt(String name) throws IOException {
        Path odd = folder.resolve(name);
        TinyBundles.binary(odd, 8);
        assertLoads(odd.toString());
        assertLoads(odd + "/");
        assertLoads(odd.toUri().toString());
        assertLoads("FILE://localhost" + odd.toUri().getRawPath());
        Path zip = zip(folder.resolve(name + " zipped"));
        assertLoads(zip.toString());
        assertLoads(zip.toUri().toString());
    }

    @Test
    void aSymbolicLinkIsFollowedAndARelativePathBeginsInTheFolderOfTheProcess() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), bundleFolder);
        assertLoads(link.toString());
        Path relative = Path.of("").toAbsolutePath().relativize(bundleFolder.toAbsolutePath());
        assertLoads(relative.toString());
        BundleLocation location = new BundleLocation(relative.toString());
        assertThat(location.isRelative()).isTrue();
        assertThat(location.absolute().isRelative()).isFalse();
        assertLoads(location.absolute().location());
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:mnist", "/models/a", "s3://bucket/model", "file:///a", "hdfs:///a"})
    void whatMeansTheSameEverywhereStaysAsItIs(String location) {
        assertThat(new BundleLocation(location).isRelative()).isFalse();
        assertThat(new BundleLocation(location).absolute().location()).isEqualTo(location);
    }

    @ParameterizedTest(name = "at '{0}'")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | must not be empty, found nothing; name a bundle",
                "'  ' | must not be empty, found nothing; name a bundle",
                "builtin: | behind builtin: must be letters, digits, dots, dashes and underscores, found none; write",
                "builtin:../x | found another character; write builtin:mnist",
                "builtin:a/b | found another character; write builtin:mnist",
                "builtin:.. | found another character; write builtin:mnist",
                "file:///a#b | must be a path and nothing behind it, found a #, which begins a fragment; write %23",
                "s3://models/a#b | found a #, which begins a fragment; write %23",
                "s3://models/a?version=1 | found a ?, which begins a query; write %3F",
                "file:///my models/a | must have %20 for a space, %25 for a % and %23 for a #, found a space at 10",
                "s3://b/100%/a | found a % without two hexadecimal digits at 10 of the URI; write it so",
                "file:models/a | must have an absolute path behind its scheme, found none; write file:///folder/model",
                "s3:models/a | must have an absolute path behind its scheme, found none; write",
                "s3://bucket | must have an absolute path behind its scheme, found none; write",
                "file://models/a | must begin with file:/// and an absolute path, found a host between"
            })
    void aLocationThatWouldBeMisreadIsRefusedInOneLineThatSaysHowToWriteIt(String location, String said) {
        assertThatThrownBy(() -> new BundleLocation(location))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsNotThereIsNamedWithItsRemedy() throws IOException {
        assertThatThrownBy(() -> new BundleLocation("~/model").load()).hasMessageContaining("~ is the shell's alone");
        assertThatThrownBy(() -> new BundleLocation("gopher://x/y").load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found gopher; put the plugin");
        Files.delete(bundleFolder.resolve("model.sha256"));
        assertThatThrownBy(() -> new BundleLocation(bundleFolder.toString()).load())
                .hasMessageContaining("found no such model.sha256 in")
                .hasMessageContaining("; copy the bundle whole");
    }

    @Test
    void aJobIsToldTheAbsolutePathAndWhatWasConfigured() {
        GenerateSettings settings = Harness.settings("models/a");
        assertThat(settings.model()).isEqualTo("models/a");
        assertThat(settings.location())
                .isEqualTo(Path.of("models/a").toAbsolutePath().toString());
        assertThatThrownBy(() -> Harness.settings("s3://models/a#b")).hasMessageContaining("found a #");
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
