package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedPartialPosteriorTest {
    private static final int STEPS = 4;
    private static final Cuts CUTS = new Cuts(new int[] {0, 1, 3}, STEPS);
    private static final CategoricalLatents LATENTS = new CategoricalLatents(2, 3);
    private static final int NUMBERS = LATENTS.inputs();
    private static final ModelConfig CONFIG = ModelConfig.named("partial")
            .frame(5)
            .latents(LATENTS)
            .conditioning(Conditioning.PARTIAL_POSTERIOR)
            .width(16)
            .states(32)
            .decoderLayers(1)
            .encoderLayers(2)
            .emission(new Bernoulli())
            .build();

    /** A partial posterior, and frames for it. */
    private static final class Case {
        final SplittableRandom random;
        final Parameters parameters;
        final TrainedPartialPosterior partial;
        final float[] x;

        Case(long seed) {
            random = new SplittableRandom(seed);
            parameters = Initialisation.of(TensorLayout.all(CONFIG), seed);
            Workspace work = Workspace.of(CONFIG, CUTS.rows());
            partial = new TrainedPartialPosterior(Kernels.best(), parameters, CONFIG, work, CUTS.rows());
            x = normal(CUTS.rows() * CONFIG.frame());
        }

        float[] normal(int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }

        float[] prior() {
            partial.refresh();
            return partial.prior(x, CUTS);
        }
    }

    /** A gradient of nothing but what decides the latents. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 2)
    void thePriorsGradientMatchesFiniteDifferences(long seed) {
        Case given = new Case(seed);
        float[] dPrior = given.normal(CUTS.rows() * NUMBERS);
        given.prior();
        float[] gradient = new float[given.parameters.size()];
        float[] h = new float[CUTS.rows() * CONFIG.width()];
        float[] z = new float[CUTS.rows() * NUMBERS];
        given.partial.input(z, CUTS, h);
        given.partial.inputBackward(new float[h.length], z, CUTS, new float[z.length], gradient);
        given.partial.priorBackward(dPrior.clone(), CUTS, gradient);
        given.partial.finish(gradient);
        new Differences(given.parameters, () -> dot(given.prior(), dPrior), given.random)
                .check(gradient, tensor -> tensor.startsWith("partial."));
    }

    /** Those of observed steps are modes; backward they count as relaxed, and what was drawn has no part in them. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 3)
    void theGradientOfObservedStepsIsThatOfTheirRelaxedLatents(long seed) {
        Case given = new Case(seed);
        float temperature = 0.6f;
        given.partial.relax(temperature);
        float[] dh = given.normal(CUTS.rows() * CONFIG.width());
        float[] z = given.normal(CUTS.rows() * NUMBERS);
        given.prior();
        float[] h = new float[dh.length];
        given.partial.input(z, CUTS, h);
        float[] gradient = new float[given.parameters.size()];
        float[] dz = new float[z.length];
        given.partial.inputBackward(dh.clone(), z, CUTS, dz, gradient);
        given.partial.priorBackward(new float[z.length], CUTS, gradient);
        given.partial.finish(gradient);
        float[] through = through(given.parameters, dh);
        for (int row = 0; row < CUTS.rows(); row++) {
            float[] expected = CUTS.observed(row)
                    ? new float[NUMBERS]
                    : Arrays.copyOfRange(through, row * NUMBERS, (row + 1) * NUMBERS);
            assertThat(Arrays.copyOfRange(dz, row * NUMBERS, (row + 1) * NUMBERS))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(expected);
        }
        new Differences(given.parameters, () -> relaxed(given.prior(), temperature, through), given.random)
                .check(gradient, tensor -> tensor.startsWith("partial."));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 4)
    void theDecoderSeesModesOfObservedStepsAndDrawsOfTheOthers(long seed) {
        Case given = new Case(seed);
        float[] z = given.normal(CUTS.rows() * NUMBERS);
        float[] prior = given.prior();
        float[] h = new float[CUTS.rows() * CONFIG.width()];
        given.partial.input(z, CUTS, h);
        for (int row = 0; row < CUTS.rows(); row++) {
            if (CUTS.observed(row)) {
                Arrays.fill(z, row * NUMBERS, (row + 1) * NUMBERS, 0f);
                for (int at = row * NUMBERS; at < (row + 1) * NUMBERS; at += LATENTS.values()) {
                    z[at + GroupSoftmax.largest(prior, at, LATENTS.values())] = 1;
                }
            }
        }
        float[] expected = new float[h.length];
        TrainedLinear embed =
                new TrainedLinear(Kernels.best(), given.parameters, "decoder.embed_z", CONFIG.width(), NUMBERS);
        embed.refresh();
        embed.forward(z, CUTS.rows(), expected);
        assertThat(h).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 5)
    void framesAfterTheCutAreNotSeenAndWhereNothingIsThePriorIsUniform(long seed) {
        Case given = new Case(seed);
        float[] before = given.prior().clone();
        for (int i = 0; i < given.x.length; i++) {
            given.x[i] += CUTS.observed(i / CONFIG.frame()) ? 0f : (float) given.random.nextGaussian();
        }
        assertThat(given.prior()).isEqualTo(before);
        assertThat(Arrays.copyOf(before, STEPS * NUMBERS)).containsOnly(0f);
        given.x[STEPS * CONFIG.frame()] += 1;
        float[] after = given.prior();
        for (int row = STEPS; row < 2 * STEPS; row++) {
            assertThat(after[row * NUMBERS]).isNotEqualTo(before[row * NUMBERS]);
        }
    }

    /** The gradient of the latents that enter, from that of what enters the decoder. */
    private static float[] through(Parameters parameters, float[] dh) {
        int at = parameters.offset("decoder.embed_z.weight");
        float[] dz = new float[CUTS.rows() * NUMBERS];
        for (int row = 0; row < CUTS.rows(); row++) {
            for (int i = 0; i < NUMBERS; i++) {
                for (int out = 0; out < CONFIG.width(); out++) {
                    dz[row * NUMBERS + i] +=
                            dh[row * CONFIG.width() + out] * parameters.values()[at + out * NUMBERS + i];
                }
            }
        }
        return dz;
    }

    /** {@code sum(dz * softmax(logits / temperature))}, over all groups of observed steps. */
    private static double relaxed(float[] logits, float temperature, float[] dz) {
        double sum = 0;
        for (int at = 0; at < logits.length; at += LATENTS.values()) {
            double total = 0;
            double weighted = 0;
            for (int k = at; k < at + LATENTS.values(); k++) {
                double weight = Math.exp(logits[k] / temperature);
                total += weight;
                weighted += weight * dz[k];
            }
            sum += CUTS.observed(at / NUMBERS) ? weighted / total : 0;
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
