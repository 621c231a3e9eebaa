package io.rivulet.core.report;

/** A named line of a chart: points (x, y), x ascending. */
public record Curve(String name, double[] x, double[] y) {
    public Curve {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("a curve has at least 1 point and a y for each x, " + name + " has "
                    + x.length + " x and " + y.length + " y");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i]) || i > 0 && x[i] < x[i - 1]) {
                throw new IllegalArgumentException("a curve's points are finite and ascend in x, " + name + " has ("
                        + x[i] + ", " + y[i] + ") at " + i + "; leave out what was not measured");
            }
        }
    }
}
