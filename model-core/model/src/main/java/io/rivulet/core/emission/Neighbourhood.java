package io.rivulet.core.emission;

import java.util.List;
import java.util.TreeSet;

/**
 * The symbols near one, where frames are the rows of a picture.
 *
 * @param left the last symbols before it
 * @param above the frames before its own that are looked at
 * @param beside the symbols on either side of its place in those
 */
public record Neighbourhood(int left, int above, int beside) {

    /** Their distances, ascending, in frames of {@code frame} symbols. */
    public List<Integer> lags(int frame) {
        TreeSet<Integer> lags = new TreeSet<>();
        for (int lag = 1; lag <= left; lag++) {
            lags.add(lag);
        }
        for (int row = 1; row <= above; row++) {
            for (int lag = Math.max(1, row * frame - beside); lag <= row * frame + beside; lag++) {
                lags.add(lag);
            }
        }
        return List.copyOf(lags);
    }
}
