package io.rivulet.core.evaluation;

/**
 * What sequences that a model has not seen cost.
 *
 * @param draws samples of the posterior for each sequence, of which the importance-weighted bound is made; 0 where the
 *     likelihood is exact
 * @param sequences how many it was measured on
 */
public record HeldOutBound(BoundUnit unit, Interval value, int draws, int sequences) {
    public HeldOutBound {
        if (draws < 0 || sequences < 1) {
            throw new IllegalArgumentException("a bound takes 0 draws or more and at least 1 sequence, got " + draws
                    + " draws and " + sequences + " sequences");
        }
    }
}
