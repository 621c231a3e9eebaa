package io.rivulet.core.training;

import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import java.util.Arrays;

/** The likeliest latents of one row, from what decides their distribution, and the gradient: of all rows' arrays. */
interface LikeliestLatents {

    static LikeliestLatents of(Latents latents) {
        return latents.match(new Latents.Cases<>() {
            @Override
            public LikeliestLatents gaussian(GaussianLatents gaussian) {
                return new Mean(gaussian.inputs(), gaussian.parameters());
            }

            @Override
            public LikeliestLatents categorical(CategoricalLatents categorical) {
                return new Mode(categorical.inputs(), categorical.values());
            }
        });
    }

    /** From {@code prior} [rows, parameters] to row {@code row} of {@code z} [rows, inputs]. */
    void forward(float[] prior, int row, float[] z);

    /** From {@code dz} [rows, inputs] to row {@code row} of {@code dPrior} [rows, parameters], which is 0. */
    void backward(float[] prior, int row, float temperature, float[] dz, float[] dPrior);

    /** Of Gaussians: the first half of their numbers. */
    record Mean(int inputs, int parameters) implements LikeliestLatents {

        @Override
        public void forward(float[] prior, int row, float[] z) {
            System.arraycopy(prior, row * parameters, z, row * inputs, inputs);
        }

        @Override
        public void backward(float[] prior, int row, float temperature, float[] dz, float[] dPrior) {
            System.arraycopy(dz, row * inputs, dPrior, row * parameters, inputs);
        }
    }

    /** Of groups of {@code values} logits: the largest, one-hot, with a straight-through gradient. */
    record Mode(int inputs, int values) implements LikeliestLatents {

        @Override
        public void forward(float[] prior, int row, float[] z) {
            Arrays.fill(z, row * inputs, (row + 1) * inputs, 0f);
            for (int at = row * inputs; at < (row + 1) * inputs; at += values) {
                z[at + GroupSoftmax.largest(prior, at, values)] = 1f;
            }
        }

        @Override
        public void backward(float[] prior, int row, float temperature, float[] dz, float[] dPrior) {
            for (int at = row * inputs; at < (row + 1) * inputs; at += values) {
                GroupSoftmax.straightThrough(prior, at, values, temperature, dz, dPrior);
            }
        }
    }
}
