package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.Latents;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** The prior of the latents to come, and draws from it. */
final class LatentPrior {

    private final Kernels kernels;
    private final Linear head;
    private final Latents family;
    private final LatentDraw draw;
    private final Scratch prior = new Scratch();
    private final Scratch latents = new Scratch();

    LatentPrior(Kernels kernels, Linear head, Latents family) {
        this.kernels = kernels;
        this.head = head;
        this.family = family;
        draw = LatentDraw.of(family, kernels);
    }

    /** The numbers that decided the last draw, [rows, parameters]: what the head said, in the family's range. */
    float[] prior() {
        return prior.floats(0, 0);
    }

    /** The last draw, [rows, inputs]. */
    float[] latents() {
        return latents.floats(0, 0);
    }

    /** Draws the latents of all rows from a network's output over planned steps, [rows, H]; returns [rows, inputs]. */
    float[] draw(float[] hidden, Draws draws) {
        int rows = draws.rows();
        float[] parameters = prior.floats(rows, family.parameters());
        head.forward(kernels, hidden, rows, parameters);
        draw.limit(parameters, rows);
        float[] z = latents.floats(rows, family.inputs());
        draw.draw(parameters, draws, z);
        return z;
    }
}
