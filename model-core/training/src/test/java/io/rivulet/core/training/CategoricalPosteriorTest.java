package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalPosteriorTest {
    private static final int STEPS = 4;
    private static final Cuts CUTS = new Cuts(new int[] {0, 3}, STEPS);
    private static final CategoricalLatents LATENTS = new CategoricalLatents(2, 3);
    private static final int NUMBERS = LATENTS.inputs();
    private static final ModelConfig CONFIG = ModelConfig.named("posterior")
            .frame(5)
            .latents(LATENTS)
            .width(16)
            .states(32)
            .decoderLayers(1)
            .encoderLayers(2)
            .emission(new Bernoulli())
            .build();

    /** A posterior, frames for it and a prior that it may diverge from. */
    private static final class Case {
        final long seed;
        final SplittableRandom random;
        final Parameters parameters;
        final CategoricalPosterior posterior;
        final float[] x;
        final float[] prior;

        Case(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            parameters = Initialisation.of(TensorLayout.all(CONFIG), seed);
            for (int i = 0; i < parameters.size(); i++) {
                parameters.values()[i] += (float) (0.1 * random.nextGaussian());
            }
            Workspace work = Workspace.of(CONFIG, CUTS.rows());
            posterior = new CategoricalPosterior(Kernels.best(), parameters, CONFIG, LATENTS, work, CUTS.rows());
            x = normal(CUTS.rows() * CONFIG.frame());
            prior = normal(CUTS.rows() * NUMBERS);
        }

        float[] normal(int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }

        float[] draw(long drawSeed) {
            posterior.refresh();
            return posterior.draw(x, CUTS, new SplittableRandom(drawSeed));
        }

        /** The encoder's logits, by another copy of it. */
        float[] logits() {
            LatentEncoder encoder = LatentEncoder.whole(
                    Kernels.best(), parameters, CONFIG, Workspace.of(CONFIG, CUTS.rows()), CUTS.rows());
            encoder.refresh();
            return encoder.forward(x, CUTS);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void theDivergencesGradientMatchesFiniteDifferences(long seed) {
        Case given = new Case(seed);
        float[] pressure = {1f, 0.5f, 0f, 2f, 0f, 0f, 0f, 1f};
        float[] gradient = new float[given.parameters.size()];
        float[] dPrior = new float[given.prior.length];
        given.draw(1);
        given.posterior.backward(new float[given.prior.length], given.prior, pressure, CUTS, dPrior, gradient);
        given.posterior.finish(gradient);
        new Differences(given.parameters, () -> divergence(given, pressure), given.random)
                .check(gradient, tensor -> tensor.startsWith("encoder."));
        for (int i = 0; i < given.prior.length; i++) {
            float kept = given.prior[i];
            given.prior[i] = kept + 0.01f;
            double above = divergence(given, pressure);
            given.prior[i] = kept - 0.01f;
            double below = divergence(given, pressure);
            given.prior[i] = kept;
            assertThat((double) dPrior[i]).isCloseTo((above - below) / 0.02, within(1e-3));
        }
    }

    private static double divergence(Case given, float[] pressure) {
        given.draw(1);
        double sum = 0;
        for (int row = 0; row < CUTS.rows(); row++) {
            sum += pressure[row] * given.posterior.divergence(given.prior, row);
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4})
    void aDrawsGradientIsThatOfTheRelaxedDrawWithTheSameNoise(long seed) {
        Case given = new Case(seed);
        float temperature = 0.7f;
        given.posterior.relax(temperature);
        float[] z = given.draw(seed).clone();
        float[] logits = given.logits();
        float[] noise = noise(seed, z.length);
        float[] perturbed = sum(logits, noise);
        for (int at = 0; at < z.length; at += LATENTS.values()) {
            assertThat(z[at + GroupSoftmax.largest(perturbed, at, LATENTS.values())])
                    .isEqualTo(1);
            assertThat(z[at] + z[at + 1] + z[at + 2]).isEqualTo(1);
        }
        float[] dz = given.normal(z.length);
        float[] gradient = new float[given.parameters.size()];
        given.posterior.backward(dz.clone(), given.prior, new float[CUTS.rows()], CUTS, new float[z.length], gradient);
        given.posterior.finish(gradient);
        new Differences(given.parameters, () -> relaxed(sum(given.logits(), noise), temperature, dz), given.random)
                .check(gradient, tensor -> tensor.startsWith("encoder."));
    }

    /** {@code sum(dz * softmax(logits / temperature))}, all groups. */
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
            sum += weighted / total;
        }
        return sum;
    }

    /** The noise that a posterior takes from this seed: minus the log of exponential variables. */
    private static float[] noise(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) -Math.log(-Math.log(1 - random.nextDouble()));
        }
        return noise;
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 5)
    void drawsAndTheirRatiosFollowTheLogits(long seed) {
        Case given = new Case(seed);
        int draws = 4000;
        double[] shares = new double[CUTS.rows() * NUMBERS];
        double[] ratios = new double[CUTS.rows()];
        for (int draw = 0; draw < draws; draw++) {
            float[] z = given.draw(draw);
            for (int i = 0; i < shares.length; i++) {
                shares[i] += z[i] / draws;
            }
            for (int row = 0; row < ratios.length; row++) {
                ratios[row] += given.posterior.logRatio(given.prior, row) / draws;
            }
        }
        float[] log = new float[shares.length];
        for (int at = 0; at < log.length; at += LATENTS.values()) {
            GroupSoftmax.log(given.logits(), at, LATENTS.values(), log);
        }
        for (int i = 0; i < log.length; i++) {
            assertThat(shares[i]).isCloseTo(Math.exp(log[i]), within(0.03));
        }
        for (int row = 0; row < ratios.length; row++) {
            assertThat(ratios[row]).isCloseTo(given.posterior.divergence(given.prior, row), within(0.08));
        }
        assertThat(Arrays.stream(ratios).min().orElseThrow()).isNotNegative();
    }
}
