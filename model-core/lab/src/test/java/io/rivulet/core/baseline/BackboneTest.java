package io.rivulet.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Parameters;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The teacher-forced pass against the equations, and the cached step against the pass. */
class BackboneTest {

    static Stream<Arguments> defined() {
        return Stream.of(
                Arguments.of(new Mamba(2, 16, 32, 3), 29, 1L),
                Arguments.of(new Mamba(1, 32, 48, 16), 8, 2L),
                Arguments.of(new Transformer(2, 32, 2), 29, 3L),
                Arguments.of(new Transformer(1, 48, 1), 205, 4L));
    }

    @ParameterizedTest(name = "{0}, length {1}, seed {2}")
    @MethodSource("defined")
    void thePassFollowsTheEquations(Backbone backbone, int length, long seed) {
        Trial trial = new Trial(backbone, 2, length, seed);
        PlainBackbones plain = new PlainBackbones(trial.parameters.toWeights());
        for (int b = 0; b < 2; b++) {
            double[][] h = new double[length][];
            for (int t = 0; t < length; t++) {
                h[t] = doubles(trial.row(trial.inputs, b, t));
            }
            double[][] out = backbone instanceof Mamba mamba
                    ? plain.mamba(mamba, h)
                    : plain.transformer((Transformer) backbone, h);
            for (int t = 0; t < length; t++) {
                assertThat(distance(doubles(trial.row(trial.forced, b, t)), out[t]))
                        .as("sequence %d, position %d", b, t)
                        .isLessThan(1e-4);
            }
        }
    }

    static Stream<Arguments> cached() {
        return Stream.of(
                        new S5(2, 32, 16),
                        new S5(1, 64, 64),
                        new Mamba(2, 32, 48, 5),
                        new Transformer(2, 32, 2),
                        new Transformer(1, 48, 1))
                .flatMap(backbone -> Stream.of(1, 3, 7).map(batch -> Arguments.of(backbone, batch, 10L + batch)));
    }

    @ParameterizedTest(name = "{0}, batch {1}, seed {2}")
    @MethodSource("cached")
    void everyStepFromWhatIsKeptGivesTheRowOfThePass(Backbone backbone, int batch, long seed) {
        int length = 70;
        Trial trial = new Trial(backbone, batch, length, seed);
        CachedBackbone cached = backbone.cached(Kernels.best(), trial.parameters.toWeights(), batch, length);
        int width = backbone.width();
        float[] h = new float[batch * width];
        for (int round = 0; round < 2; round++) {
            cached.start();
            for (int t = 0; t < length; t++) {
                for (int b = 0; b < batch; b++) {
                    System.arraycopy(trial.row(trial.inputs, b, t), 0, h, b * width, width);
                }
                cached.step(h);
                for (int b = 0; b < batch; b++) {
                    double[] step = doubles(Arrays.copyOfRange(h, b * width, (b + 1) * width));
                    assertThat(distance(step, doubles(trial.row(trial.forced, b, t))))
                            .as("round %d, sequence %d, position %d", round, b, t)
                            .isLessThan(1e-4);
                }
            }
        }
    }

    @ParameterizedTest(name = "length {0}")
    @ValueSource(ints = {1, 16})
    void aTransformerRefusesMorePositionsThanItsCacheHas(int length) {
        Transformer config = new Transformer(1, 16, 1);
        Parameters parameters = new Autoregressive(config, new BinaryLaw(), length, 1).initialise(1);
        CachedBackbone cached = config.cached(Kernels.best(), parameters.toWeights(), 1, length);
        for (int t = 0; t < length; t++) {
            cached.step(new float[16]);
        }
        assertThatThrownBy(() -> cached.step(new float[16]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("room for " + length);
        cached.start();
        cached.step(new float[16]);
    }

    /** Random weights, random inputs and what the pass makes of them. */
    private static final class Trial {
        final int width;
        final int length;
        final Parameters parameters;
        final float[] inputs;
        final float[] forced;

        Trial(Backbone backbone, int batch, int length, long seed) {
            this.length = length;
            width = backbone.width();
            SplittableRandom random = new SplittableRandom(seed);
            parameters = new Autoregressive(backbone, new BinaryLaw(), length, 1).initialise(seed);
            for (int i = 0; i < parameters.size(); i++) {
                parameters.values()[i] += (float) (0.1 * random.nextGaussian());
            }
            inputs = new float[batch * length * width];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = (float) random.nextGaussian();
            }
            forced = inputs.clone();
            TrainedBackbone trained = backbone.trained(Kernels.best(), parameters, batch, length);
            trained.refresh();
            trained.forward(forced, batch);
        }

        float[] row(float[] rows, int sequence, int position) {
            int at = (sequence * length + position) * width;
            return Arrays.copyOfRange(rows, at, at + width);
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The largest difference; NaN where there is one. */
    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
