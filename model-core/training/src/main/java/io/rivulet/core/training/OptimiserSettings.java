package io.rivulet.core.training;

import io.rivulet.core.model.TensorSpec;
import java.util.Set;

/**
 * What {@link AdamW} does differently for different networks.
 *
 * @param squareKept share of the mean square of gradients that a step keeps (beta 2), in (0, 1)
 * @param decay share of a weight that a step at rate 1 takes away
 * @param slow last parts of the names of tensors that move at {@code slowRate} and do not decay
 * @param slowRate share of the learning rate
 * @param maxNorm to which the norm of a longer gradient is clipped; infinite: none is
 */
public record OptimiserSettings(double squareKept, double decay, Set<String> slow, double slowRate, double maxNorm) {

    public OptimiserSettings {
        slow = Set.copyOf(slow);
        if (!(squareKept > 0 && squareKept < 1) || !(slowRate > 0 && slowRate <= 1)) {
            throw new IllegalArgumentException(
                    "shares lie between 0 and 1, got " + squareKept + " to keep and a slow rate of " + slowRate);
        }
        if (!(decay >= 0 && decay < 1) || !(maxNorm > 0)) {
            throw new IllegalArgumentException(
                    "decay lies in [0, 1) and a norm is clipped to more than 0, got " + decay + " and " + maxNorm);
        }
    }

    /** Of the learning rate, for one tensor. */
    float rate(TensorSpec tensor) {
        return isSlow(tensor) ? (float) slowRate : 1f;
    }

    /** Of the weights, for one tensor. */
    float decay(TensorSpec tensor) {
        return isSlow(tensor) ? 0f : (float) decay;
    }

    private boolean isSlow(TensorSpec tensor) {
        return slow.contains(tensor.name().substring(tensor.name().lastIndexOf('.') + 1));
    }
}
