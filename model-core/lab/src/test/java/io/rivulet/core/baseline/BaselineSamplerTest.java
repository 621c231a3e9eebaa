package io.rivulet.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineSamplerTest {
    private static final int FRAME = 3;
    private static final int STEPS = 4;
    private static final int LENGTH = FRAME * STEPS;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(new S5(2, 16, 16), 1L),
                Arguments.of(new Mamba(2, 16, 32, 4), 2L),
                Arguments.of(new Transformer(2, 32, 2), 3L));
    }

    /** What is generated step by step must be as likely as the teacher-forced objective says. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("models")
    void sequencesOccurAsOftenAsTheObjectiveSays(Backbone backbone, long seed) {
        Autoregressive model = new Autoregressive(backbone, new BinaryLaw(), FRAME, STEPS);
        Parameters parameters = model.initialise(seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.values()[i] += (float) (0.1 * random.nextGaussian());
        }
        Weights weights = parameters.toWeights();
        int batch = 4;
        int given = LENGTH - 2;
        float[] prompt = new float[LENGTH];
        for (int i = 0; i < given; i++) {
            prompt[i] = random.nextInt(2);
        }
        double[] expected = endings(model, parameters, prompt);
        double[] found = new double[4];
        BaselineSampler sampler = new BaselineSampler(Kernels.best(), model, weights, batch);
        int rounds = 1000;
        float[] symbols = new float[batch * LENGTH];
        for (int round = 0; round < rounds; round++) {
            for (int b = 0; b < batch; b++) {
                System.arraycopy(prompt, 0, symbols, b * LENGTH, given);
            }
            sampler.complete(symbols, given, (long) round * batch);
            for (int b = 0; b < batch; b++) {
                int last = (b + 1) * LENGTH - 1;
                found[(int) (2 * symbols[last - 1] + symbols[last])] += 1.0 / (rounds * batch);
            }
        }
        for (int k = 0; k < 4; k++) {
            assertThat(found[k]).isCloseTo(expected[k], within(0.03));
        }
    }

    /** The probabilities of the four endings of two symbols, from their joint nats. */
    private static double[] endings(Autoregressive model, Parameters parameters, float[] prompt) {
        Objective objective = model.objective(Kernels.best(), parameters, STEPS);
        objective.refresh();
        double[] p = new double[4];
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            float[] symbols = prompt.clone();
            symbols[LENGTH - 2] = k >> 1;
            symbols[LENGTH - 1] = k & 1;
            p[k] = Math.exp(-objective
                    .forward(symbols, new int[1], new SplittableRandom(0))
                    .total(0));
            sum += p[k];
        }
        for (int k = 0; k < 4; k++) {
            p[k] /= sum;
        }
        return p;
    }
}
