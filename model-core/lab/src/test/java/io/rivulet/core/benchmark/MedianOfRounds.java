package io.rivulet.core.benchmark;

import java.util.Arrays;

/**
 * The median of what rounds gave, between the two of them that hold the true one in about 95 of 100 runs if rounds do
 * not depend on each other, whatever the figures' distribution (the sign test's interval).
 */
record MedianOfRounds(double median, double low, double high) {

    static MedianOfRounds of(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        int aside = (int) Math.ceil(0.98 * Math.sqrt(count));
        int low = Math.max(0, count / 2 - aside);
        int high = Math.min(count - 1, count / 2 + aside);
        return new MedianOfRounds((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, sorted[low], sorted[high]);
    }
}
