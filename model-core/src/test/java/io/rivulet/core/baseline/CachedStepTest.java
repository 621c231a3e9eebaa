package io.rivulet.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CachedStepTest {
    private static final int LENGTH = 101;

    static Stream<Arguments> backbones() {
        return Stream.of(
                        new S5(2, 32, 16),
                        new S5(1, 128, 64),
                        new Mamba(2, 32, 48, 5),
                        new Mamba(1, 64, 128, 16),
                        new Transformer(2, 32, 2),
                        new Transformer(1, 96, 2))
                .flatMap(backbone ->
                        Stream.of(1, 3, 8).map(batch -> Arguments.of(backbone, batch, 10L * batch + backbone.width())));
    }

    @ParameterizedTest(name = "{0}, batch {1}, seed {2}")
    @MethodSource("backbones")
    void everyStepFromWhatIsKeptGivesTheRowOfTheTeacherForcedPass(Backbone backbone, int batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Parameters parameters = new Autoregressive(backbone, new BinaryLaw(), LENGTH, 1).initialise(seed);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.values()[i] += (float) (0.05 * random.nextGaussian());
        }
        int width = backbone.width();
        float[] forced = new float[batch * LENGTH * width];
        for (int i = 0; i < forced.length; i++) {
            forced[i] = (float) random.nextGaussian();
        }
        float[] inputs = forced.clone();
        TrainedBackbone trained = backbone.trained(Kernels.best(), parameters, batch, LENGTH);
        trained.refresh();
        trained.forward(forced, batch);

        CachedBackbone cached = backbone.cached(Kernels.best(), parameters.toWeights(), batch, LENGTH);
        float[] h = new float[batch * width];
        for (int round = 0; round < 2; round++) {
            cached.start();
            for (int t = 0; t < LENGTH; t++) {
                for (int b = 0; b < batch; b++) {
                    System.arraycopy(inputs, (b * LENGTH + t) * width, h, b * width, width);
                }
                cached.step(h);
                for (int b = 0; b < batch; b++) {
                    int at = (b * LENGTH + t) * width;
                    assertThat(Arrays.copyOfRange(h, b * width, (b + 1) * width))
                            .as("sequence %d, position %d", b, t)
                            .containsExactly(Arrays.copyOfRange(forced, at, at + width), within(1e-4f));
                }
            }
        }
    }
}
