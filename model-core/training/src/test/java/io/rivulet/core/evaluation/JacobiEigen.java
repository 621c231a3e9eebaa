package io.rivulet.core.evaluation;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix by Jacobi's rotations: each turns one pair of axes until the
 * element between them is zero, sweep after sweep over all pairs, until all that are left are negligible. Quadratically
 * convergent, and accurate for the small and nearly singular matrices of features.
 *
 * @param values [n], in no order
 * @param vectors [n, n]: column {@code k} belongs to value {@code k}; orthonormal
 */
record JacobiEigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-13;

    /** Of {@code matrix} [n, n], of which it reads both halves and changes none. */
    static JacobiEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[][] vectors = new double[n][n];
        double square = 0;
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            vectors[i][i] = 1;
            for (double element : a[i]) {
                square += element * element;
            }
        }
        double tiny = NEGLIGIBLE * Math.sqrt(square) / n;
        boolean turned = true;
        for (int sweep = 0; turned; sweep++) {
            if (sweep == SWEEPS) {
                throw new IllegalArgumentException("a symmetric matrix of finite numbers is needed, found one whose"
                        + " rotations do not settle; check the features");
            }
            turned = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (!(Math.abs(a[p][q]) <= tiny)) {
                        turn(a, vectors, p, q);
                        turned = true;
                    }
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return new JacobiEigen(values, vectors);
    }

    /** Turns axes p and q by the smaller of the two angles that make {@code a[p][q]} zero. */
    private static void turn(double[][] a, double[][] vectors, int p, int q) {
        double ratio = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, ratio) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        for (double[] row : a) {
            turn(row, p, q, cosine, sine);
        }
        double[] rowP = a[p];
        double[] rowQ = a[q];
        for (int k = 0; k < rowP.length; k++) {
            double x = rowP[k];
            rowP[k] = cosine * x - sine * rowQ[k];
            rowQ[k] = sine * x + cosine * rowQ[k];
        }
        rowP[q] = 0;
        rowQ[p] = 0;
        for (double[] row : vectors) {
            turn(row, p, q, cosine, sine);
        }
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double x = row[p];
        row[p] = cosine * x - sine * row[q];
        row[q] = sine * x + cosine * row[q];
    }

    /** The positive square root of the matrix, [n, n]; eigenvalues that rounding made negative count as zero. */
    double[][] squareRoot() {
        int n = values.length;
        double[][] root = new double[n][n];
        for (int k = 0; k < n; k++) {
            double scale = Math.sqrt(Math.max(values[k], 0));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    root[i][j] += scale * vectors[i][k] * vectors[j][k];
                }
            }
        }
        return root;
    }

    /** The trace of the positive square root. */
    double squareRootTrace() {
        double trace = 0;
        for (double value : values) {
            trace += Math.sqrt(Math.max(value, 0));
        }
        return trace;
    }
}
