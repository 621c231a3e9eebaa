package io.rivulet.core.generate;

import io.rivulet.core.emission.Draws;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.model.Latents;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;

/** What a network's output says of the latents of its steps, and the latents that follow from it. */
final class LatentHead {

    private final Kernels kernels;
    private final Linear linear;
    private final Latents family;
    private final LatentDraw draw;
    private final Scratch numbers = new Scratch();
    private final Scratch latents = new Scratch();

    LatentHead(Kernels kernels, Linear linear, Latents family) {
        this.kernels = kernels;
        this.linear = linear;
        this.family = family;
        draw = LatentDraw.of(family, kernels);
    }

    /** From hidden [rows, H] to what decides the latents, [rows, parameters], in the family's range. */
    float[] read(float[] hidden, int rows) {
        float[] parameters = numbers.floats(rows, family.parameters());
        linear.forward(kernels, hidden, rows, parameters);
        draw.limit(parameters, rows);
        return parameters;
    }

    /** What {@link #read} gave last, the same array: the latents follow from what it holds. */
    float[] parameters() {
        return numbers.floats(0, 0);
    }

    /** One draw for each row, [rows, inputs]. */
    float[] draw(Draws draws) {
        float[] z = latents.floats(draws.rows(), family.inputs());
        draw.draw(parameters(), draws, z);
        return z;
    }

    /** The likeliest latents of each row, [rows, inputs]. */
    float[] likeliest(int rows) {
        float[] z = latents.floats(rows, family.inputs());
        draw.likeliest(parameters(), rows, z);
        return z;
    }

    /** The last latents, [rows, inputs]. */
    float[] latents() {
        return latents.floats(0, 0);
    }
}
