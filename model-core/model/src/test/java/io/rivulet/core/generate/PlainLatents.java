package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.numerics.NormalQuantile;
import java.util.Arrays;

/** The latents of one step from their equations, in double precision. */
final class PlainLatents {

    private PlainLatents() {}

    /** What a head says, in the family's range: log standard deviations are clamped. */
    static double[] limited(Latents latents, double[] parameters) {
        if (latents instanceof CategoricalLatents) {
            return parameters;
        }
        double[] limited = parameters.clone();
        for (int d = latents.inputs(); d < limited.length; d++) {
            limited[d] = Math.min(Math.max(limited[d], -6), 2);
        }
        return limited;
    }

    /** The mean, or the one value of each group that is the likeliest. */
    static double[] likeliest(Latents latents, double[] parameters) {
        if (!(latents instanceof CategoricalLatents categorical)) {
            return Arrays.copyOf(parameters, latents.inputs());
        }
        double[] z = new double[parameters.length];
        for (int at = 0; at < z.length; at += categorical.values()) {
            int best = at;
            for (int k = at; k < at + categorical.values(); k++) {
                best = parameters[k] > parameters[best] ? k : best;
            }
            z[best] = 1;
        }
        return z;
    }

    /** Checks that {@code z} is what the uniform draws select. */
    static void check(
            Latents latents, double[] parameters, double[] uniform, double temperature, double[] z, double tolerance) {
        if (latents instanceof CategoricalLatents categorical) {
            for (int group = 0; group < categorical.groups(); group++) {
                int at = group * categorical.values();
                int drawn = hot(Arrays.copyOfRange(z, at, at + categorical.values()));
                double[] weights = Arrays.stream(parameters, at, at + categorical.values())
                        .map(logit -> Math.exp(logit / temperature))
                        .toArray();
                double all = Arrays.stream(weights).sum();
                double below = Arrays.stream(weights, 0, drawn).sum() / all;
                assertThat(uniform[group]).isBetween(below - tolerance, below + weights[drawn] / all + tolerance);
            }
            return;
        }
        int width = latents.inputs();
        for (int d = 0; d < width; d++) {
            double spread = temperature * Math.exp(parameters[width + d]);
            double expected = parameters[d] + spread * NormalQuantile.of(uniform[d]);
            assertThat(z[d]).isCloseTo(expected, within(10 * tolerance));
        }
    }

    /** The place of the one among zeros. */
    private static int hot(double[] z) {
        int place = -1;
        for (int k = 0; k < z.length; k++) {
            assertThat(z[k]).isIn(0.0, 1.0);
            place = z[k] == 1 ? k : place;
        }
        assertThat(Arrays.stream(z).sum()).isEqualTo(1);
        return place;
    }
}
