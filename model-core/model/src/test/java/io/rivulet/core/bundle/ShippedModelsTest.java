package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.numerics.Kernels;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundles that the jar holds. */
class ShippedModelsTest {

    @ParameterizedTest
    @CsvSource({"mnist, 28, 28", "cifar10, 48, 64"})
    void aShippedModelDrawsAWholeImageAndSaysWhatItWasTrainedOn(String name, int frame, int steps) throws Exception {
        URI folder = ShippedModelsTest.class.getResource("/models/" + name).toURI();
        Bundle bundle = BundleReader.read(Path.of(folder));
        assertThat(bundle.config().name()).isEqualTo(name);
        assertThat(bundle.config().frame()).isEqualTo(frame);
        assertThat(bundle.provenance().training().path("data").asText()).isNotBlank();

        Generator generator = new Generator(bundle, Kernels.best());
        Block block = generator.generate(
                new BlockRequest(generator.start(), frame * steps, Randomness.of(1, "image", Temperature.ONE)));
        generator.check(block.symbols());
        assertThat(block.stepsAbsorbed()).isEqualTo(steps);
    }
}
