package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.numerics.Kernels;

/** Draws latents from the numbers that decide their distribution. Holds working memory: one thread at a time. */
interface LatentDraw {

    static LatentDraw of(Latents latents, Kernels kernels) {
        return latents.match(new Latents.Cases<>() {
            @Override
            public LatentDraw gaussian(GaussianLatents gaussian) {
                return new GaussianDraw(gaussian, kernels);
            }

            @Override
            public LatentDraw categorical(CategoricalLatents categorical) {
                return new CategoricalDraw(categorical);
            }
        });
    }

    /** Brings what a head says into the family's range, in place: [rows, parameters]. */
    void limit(float[] parameters, int rows);

    /** The likeliest latents of each row, from parameters [rows, parameters] to z [rows, inputs]: mean or mode. */
    void likeliest(float[] parameters, int rows, float[] z);

    /**
     * One draw for each row, from parameters [rows, parameters] to z [rows, inputs]; the likeliest at temperature 0.
     */
    void draw(float[] parameters, Draws draws, float[] z);
}
