package io.rivulet.core.training;

/** Which rows of stacked sequences are observed: of sequence i, {@code steps} rows, the first {@code cuts[i]}. */
record Cuts(int[] cuts, int steps) {

    int batch() {
        return cuts.length;
    }

    int rows() {
        return cuts.length * steps;
    }

    boolean observed(int row) {
        return row % steps < cuts[row / steps];
    }
}
