package io.rivulet.core.training;

import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.SplittableRandom;

/**
 * The latents of every step given the whole sequence, q(z | x): draws that gradients go through, and their divergence
 * from a prior whose parameters are [rows, parameters]. Owns its networks and memory: one per thread.
 */
interface Posterior {

    static Posterior of(Kernels kernels, Parameters parameters, ModelConfig config, Workspace work, int rows) {
        return config.latents().match(new Latents.Cases<>() {
            @Override
            public Posterior gaussian(GaussianLatents gaussian) {
                return new GaussianPosterior(kernels, parameters, config, work, rows);
            }

            @Override
            public Posterior categorical(CategoricalLatents categorical) {
                return new CategoricalPosterior(kernels, parameters, config, categorical, work, rows);
            }
        });
    }

    /** Takes the parameters' present values. */
    void refresh();

    /** Turns gradients as {@link #backward} collects them into those of the parameters. */
    void finish(float[] gradients);

    /** Of discrete latents: the temperature of the softmax that stands in for a draw in the backward pass. */
    default void relax(float temperature) {}

    /** One draw of all steps, [rows, inputs], given x [rows, E]. */
    float[] draw(float[] x, Cuts cuts, SplittableRandom random);

    /** After {@link #draw}: {@code log q(z_t | x) - log p(z_t)} of the draw of one row, in nats. */
    double logRatio(float[] prior, int row);

    /** The expectation of {@link #logRatio} over the row's own latents, or the ratio itself where that is not known. */
    double divergence(float[] prior, int row);

    /**
     * After {@link #draw}.
     *
     * @param dz gradient of the draw by all but the divergence, [rows, inputs]; is changed
     * @param pressure of each row, how many times its {@link #divergence} counts
     * @param dPrior receives the gradient of the prior's parameters
     */
    void backward(float[] dz, float[] prior, float[] pressure, Cuts cuts, float[] dPrior, float[] gradients);
}
