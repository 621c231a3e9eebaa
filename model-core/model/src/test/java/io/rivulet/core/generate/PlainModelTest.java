package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Draws;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.NormalQuantile;
import io.rivulet.core.numerics.Philox;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What serves agrees with the equations, computed step by step in double precision. */
class PlainModelTest {

    private static final double TOLERANCE = 1e-4;
    private static final float TEMPERATURE = 0.8f;

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void priorsLatentsLogitsAndSymbolsAreThoseOfTheEquations(ModelConfig config, long seed) {
        Random random = new Random(seed);
        Bundle bundle = TinyModels.bundle(config, seed);
        Generator generator = new Generator(bundle, Kernels.best());
        PlainModel plain = new PlainModel(bundle.config(), bundle.weights());
        // One of the seeds begins from nothing but two pending symbols.
        int seen = seed == 2 ? 0 : 5;
        float[] prompt = TinyModels.symbols(config.emission(), seen * TinyModels.FRAME + 2, random);
        observe(plain, prompt, seen);
        SessionState state = generator.absorb(generator.start(), prompt).state();
        Randomness randomness = Randomness.of(seed, "plain", new Temperature(TEMPERATURE));
        int given = 2;
        for (int steps : new int[] {4, 1, 7}) {
            TracedBlock traced = generator.trace(new BlockRequest(state, steps * TinyModels.FRAME - given, randomness));
            assertThat(traced.steps()).isEqualTo(steps);
            check(plain, bundle, traced, randomness.key(), state.steps(), given);
            assertThat(traced.block().symbols())
                    .isEqualTo(Arrays.copyOfRange(traced.frames(), given, steps * TinyModels.FRAME));
            observe(plain, traced.frames(), steps);
            state = traced.block().state();
            given = 0;
        }
        assertThat(state.steps()).isEqualTo(seen + 4 + 1 + 7);
    }

    private static void check(PlainModel plain, Bundle bundle, TracedBlock traced, long key, long step, int given) {
        Latents latents = bundle.config().latents();
        double[][] before = plain.position();
        for (int t = 0; t < traced.steps(); t++) {
            double[] prior = plain.plan(step == 0);
            for (int i = 0; i < prior.length; i++) {
                assertThat((double) traced.prior()[t * prior.length + i]).isCloseTo(prior[i], within(TOLERANCE));
            }
            double[] uniform = new double[latents.draws()];
            Philox.uniforms(key, step + t, Draws.LATENTS, latents.draws(), uniform, 0);
            PlainLatents.check(latents, prior, uniform, TEMPERATURE, latents(traced, t, latents), TOLERANCE);
        }
        plain.moveTo(before);
        for (int t = 0; t < traced.steps(); t++) {
            double[] hidden = plain.emit(latents(traced, t, latents));
            double[] logits = plain.logits(hidden);
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) traced.logits()[t * logits.length + i]).isCloseTo(logits[i], within(TOLERANCE));
            }
            float[] frame = Arrays.copyOfRange(traced.frames(), t * TinyModels.FRAME, (t + 1) * TinyModels.FRAME);
            checkSymbols(
                    bundle.config().emission(),
                    plain.insideLogits(hidden, frame),
                    frame,
                    key,
                    step + t,
                    t == 0 ? given : 0);
            plain.remember(frame);
        }
        plain.moveTo(before);
    }

    private static double[] latents(TracedBlock traced, int step, Latents latents) {
        double[] z = new double[latents.inputs()];
        for (int i = 0; i < z.length; i++) {
            z[i] = traced.latents()[step * z.length + i];
        }
        return z;
    }

    private static void checkSymbols(
            Emission emission, double[] logits, float[] frame, long key, long step, int given) {
        double[] uniform = new double[TinyModels.FRAME];
        Philox.uniforms(key, step, Draws.SYMBOLS, TinyModels.FRAME, uniform, 0);
        double[] second = new double[TinyModels.FRAME];
        Philox.uniforms(key, step, Draws.SECOND_SYMBOLS, TinyModels.FRAME, second, 0);
        for (int j = given; j < TinyModels.FRAME; j++) {
            if (emission instanceof Windowed windowed && windowed.law() instanceof LogisticLaw law) {
                checkLogistic(law, own(law, logits, frame, j), uniform[j], second[j], frame[j]);
            } else if (PlainModel.oneHot(emission)) {
                int values = emission.values();
                double below = cumulated(logits, j * values, (int) frame[j], values);
                double upTo = cumulated(logits, j * values, (int) frame[j] + 1, values);
                assertThat(uniform[j]).isBetween(below - TOLERANCE, upTo + TOLERANCE);
            } else if (emission.kind() == SymbolKind.BINARY) {
                double p = 1 / (1 + Math.exp(-logits[j] / TEMPERATURE));
                double margin = frame[j] == 1 ? p - uniform[j] : uniform[j] - p;
                assertThat(margin).isGreaterThan(-TOLERANCE);
            } else {
                double spread = Math.exp(Math.min(Math.max(logits[TinyModels.FRAME + j], -6), 2));
                double noise = noise(emission, uniform[j], second[j]);
                double symbol = symbol(emission, logits[j] + TEMPERATURE * spread * noise, j);
                assertThat((double) frame[j]).isCloseTo(symbol, within(TOLERANCE * Math.max(1, Math.abs(symbol))));
            }
        }
    }

    /** The numbers of symbol {@code j}'s own law: its means moved by the symbols before it in its group. */
    private static double[] own(LogisticLaw law, double[] outputs, float[] frame, int j) {
        int numbers = 3 * law.components();
        int member = j % law.group();
        int at = j / law.group() * law.outputs();
        double[] own = Arrays.copyOfRange(outputs, at + member * numbers, at + (member + 1) * numbers);
        int coefficient = at + law.group() * numbers + member * (member - 1) / 2;
        for (int i = 0; i < member; i++) {
            double level = 2.0 * frame[j - member + i] / (law.values() - 1) - 1;
            for (int k = law.components(); k < 2 * law.components(); k++) {
                own[k] += outputs[coefficient + i] * level;
            }
        }
        return own;
    }

    /** One of the components that the first draw may have selected puts the second one within half a value. */
    private static void checkLogistic(LogisticLaw law, double[] outputs, double first, double second, float found) {
        int components = law.components();
        double nearest = Double.MAX_VALUE;
        for (int k = 0; k < components; k++) {
            boolean selected = first > cumulated(outputs, 0, k, components) - TOLERANCE
                    && first < cumulated(outputs, 0, k + 1, components) + TOLERANCE;
            double scale = TEMPERATURE * Math.exp(Math.min(Math.max(outputs[2 * components + k], -7), 3));
            double level = outputs[components + k] + scale * Math.log(second / (1 - second));
            double value = Math.min(Math.max((level + 1) * (law.values() - 1) / 2, 0), law.values() - 1);
            nearest = selected ? Math.min(nearest, Math.abs(value - found)) : nearest;
        }
        assertThat(nearest).isLessThan(0.5 + 20 * TOLERANCE);
    }

    private static double noise(Emission emission, double uniform, double second) {
        if (emission instanceof StudentT studentT) {
            double n = studentT.degrees();
            return Math.sqrt(n * (Math.pow(uniform, -2 / n) - 1)) * Math.cos(2 * Math.PI * second);
        }
        return NormalQuantile.of(uniform);
    }

    private static double symbol(Emission emission, double inside, int j) {
        Standardisation standardisation = emission instanceof Gaussian gaussian
                ? gaussian.standardisation()
                : ((StudentT) emission).standardisation();
        return inside * standardisation.sd().get(j % 2) + standardisation.mean().get(j % 2);
    }

    private static double cumulated(double[] logits, int from, int count, int values) {
        double all = 0;
        double part = 0;
        for (int k = 0; k < values; k++) {
            double weight = Math.exp(logits[from + k] / TEMPERATURE);
            all += weight;
            part += k < count ? weight : 0;
        }
        return part / all;
    }

    private static void observe(PlainModel plain, float[] symbols, int frames) {
        for (int t = 0; t < frames; t++) {
            plain.observe(Arrays.copyOfRange(symbols, t * TinyModels.FRAME, (t + 1) * TinyModels.FRAME));
        }
    }
}
