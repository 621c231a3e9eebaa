package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.emission.Mixture;
import io.rivulet.core.model.CategoricalLatents;
import java.util.Arrays;

/** One value of each group, from {@code softmax(logits / temperature)}: z is one-hot. */
final class CategoricalDraw implements LatentDraw {

    private final int groups;
    private final int values;

    CategoricalDraw(CategoricalLatents latents) {
        groups = latents.groups();
        values = latents.values();
    }

    @Override
    public void limit(float[] parameters, int rows) {
        // Logits may be any.
    }

    @Override
    public void likeliest(float[] parameters, int rows, float[] z) {
        for (int i = 0; i < rows * groups; i++) {
            one(parameters, i * values, 0, 0, z);
        }
    }

    @Override
    public void draw(float[] parameters, Draws draws, float[] z) {
        double[] uniform = draws.uniforms(Draws.LATENTS, groups);
        for (int i = 0; i < draws.rows() * groups; i++) {
            one(parameters, i * values, uniform[i], draws.temperature(i / groups), z);
        }
    }

    /** One group, whose numbers begin at {@code at}. */
    private void one(float[] logits, int at, double uniform, float temperature, float[] z) {
        float sum = 0;
        for (int k = at; k < at + values; k++) {
            sum += logits[k];
        }
        // What is not a number must not become a latent: all that follows from it is refused as not finite.
        Arrays.fill(z, at, at + values, Float.isFinite(sum) ? 0 : Float.NaN);
        if (Float.isFinite(sum)) {
            z[at + Mixture.draw(logits, at, values, uniform, temperature)] = 1;
        }
    }
}
