package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format as bytes: what was written by the first release must be read for ever, with the same fingerprint. */
class GoldenBundleTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/rivulet/core/bundle/golden");
    private static final Fingerprint FINGERPRINT =
            new Fingerprint("2487378f62a78eb7112850b0790514f40d8d91b28dc11069d989fbf4528e4b06");
    private static final ModelConfig CONFIG = ModelConfig.named("golden")
            .frame(4)
            .latents(new GaussianLatents(1))
            .width(3)
            .states(2)
            .decoderLayers(1)
            .encoderLayers(1)
            .flowLayers(1)
            .emission(new StudentT(4.5, new Standardisation(List.of(0.1f, -1e-30f), List.of(1f / 3, 2e10f))))
            .build();

    @TempDir
    private Path folder;

    @Test
    void theGoldenBundleIsReadWithItsFingerprint() {
        assertThat(BundleReader.read(GOLDEN)).isEqualTo(new Bundle(CONFIG, weights(), FINGERPRINT, provenance()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "model.sha256"})
    void theSameModelIsWrittenAsTheSameBytes(String name) throws IOException {
        BundleWriter.write(folder, CONFIG, weights(), provenance());
        assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name)));
    }

    private static Weights weights() {
        Map<String, Tensor> tensors = new HashMap<>();
        for (TensorSpec spec : TensorLayout.all(CONFIG)) {
            float[] values = new float[(int) spec.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = ((7 * i + spec.name().length()) % 31 - 15) / 16f;
            }
            tensors.put(spec.name(), Tensor.adopt(spec.shape(), values));
        }
        return new Weights(tensors);
    }

    private static Provenance provenance() {
        ObjectNode training = JsonNodeFactory.instance.objectNode();
        training.put("command", "none: \"written\" by hand \u00e9").put("seconds", 0.125);
        training.putArray("learning_curve").addObject().put("step", 1).put("bound", 75.8);
        return new Provenance("Apache-2.0", training);
    }
}
