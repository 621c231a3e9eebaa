package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.Weights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleRoundTripTest {

    private static final long SEED = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void whatIsWrittenIsRead(ModelConfig config) {
        Weights weights = TinyModels.weights(config, SEED);
        Bundle written = BundleWriter.write(folder, config, weights, TinyModels.provenance());
        Bundle read = BundleReader.read(folder);
        assertThat(read)
                .isEqualTo(written)
                .isEqualTo(new Bundle(config, weights, read.fingerprint(), read.provenance()));
        assertThat(read.fingerprint().hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void standardisationConstantsKeepTheirBits() {
        Standardisation odd = new Standardisation(List.of(0.1f, 16777217f, -1e-38f), List.of(1f / 3, 1e30f, 1.4e-45f));
        ModelConfig config = ModelConfig.named("odd")
                .frame(3)
                .latents(new GaussianLatents(1))
                .width(2)
                .states(2)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(new Gaussian(odd))
                .build();
        BundleWriter.write(folder, config, TinyModels.weights(config, SEED), TinyModels.provenance());
        assertThat(BundleReader.read(folder).config()).isEqualTo(config);
    }

    @Test
    void theTensorsOfTrainingAreAllThereOrNoneIs() {
        ModelConfig config = TinyModels.config(TinyModels.emissions().get(1));
        Weights all = TinyModels.weights(TensorLayout.all(config), SEED);
        BundleWriter.write(folder, config, all, TinyModels.provenance());
        assertThat(BundleReader.read(folder).weights()).isEqualTo(all);
    }

    @Test
    void aZipReadsAsTheFolderDoes() throws IOException {
        Bundle bundle = writeTiny();
        Path zip = folder.resolve("tiny.zip");
        Files.write(zip, TinyZip.of(folder, "model.sha256", "model.safetensors", "config.json"));
        assertThat(BundleReader.read(zip)).isEqualTo(bundle);
        assertThat(BundleReader.readZip(new ByteArrayInputStream(Files.readAllBytes(zip))))
                .isEqualTo(bundle);
    }

    @Test
    void theDigestsAreThoseOfSha256sum() throws IOException {
        writeTiny();
        assertThat(folder.resolve("model.sha256"))
                .content()
                .isEqualTo(FileDigests.hex(sha256("config.json")) + "  config.json\n"
                        + FileDigests.hex(sha256("model.safetensors")) + "  model.safetensors\n");
    }

    @Test
    void nothingButTheThreeFilesIsLeftBehind() throws IOException {
        writeTiny();
        writeTiny();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.json", "model.safetensors", "model.sha256");
        }
    }

    @Test
    void theFingerprintKnowsTheModelAndNotTheLookOfItsFiles() throws IOException {
        Bundle bundle = writeTiny();
        String config = Files.readString(folder.resolve("config.json"));
        String reordered = config.replace("\"format\": 1,", "")
                .replaceFirst("\n}\n$", ", \"format\":1}")
                .replace(" ", "");
        assertThat(reordered).isNotEqualTo(config.replace(" ", ""));
        String spaced = reordered.replace("random,nottrained", "random, not trained");
        Files.writeString(folder.resolve("config.json"), spaced);
        Files.write(
                folder.resolve("model.sha256"),
                FileDigests.of(
                        Files.readAllBytes(folder.resolve("config.json")),
                        Files.readAllBytes(folder.resolve("model.safetensors"))));
        assertThat(BundleReader.read(folder).fingerprint()).isEqualTo(bundle.fingerprint());
    }

    @Test
    void anotherNumberIsAnotherFingerprint() {
        ModelConfig config = TinyModels.config(TinyModels.emissions().get(0));
        Bundle one = BundleWriter.write(folder, config, TinyModels.weights(config, 1), TinyModels.provenance());
        Bundle two = BundleWriter.write(folder, config, TinyModels.weights(config, 2), TinyModels.provenance());
        assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    }

    private Bundle writeTiny() {
        ModelConfig config = TinyModels.config(TinyModels.emissions().get(1));
        return BundleWriter.write(folder, config, TinyModels.weights(config, SEED), TinyModels.provenance());
    }

    private byte[] sha256(String name) throws IOException {
        return FileDigests.newSha256().digest(Files.readAllBytes(folder.resolve(name)));
    }
}
