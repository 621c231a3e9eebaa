package io.rivulet.core.evaluation;

import io.rivulet.core.training.NativeThreads;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Roots of symmetric matrices [n, n] without negative eigenvalues, in double precision, by LAPACK. */
final class MatrixRoot {
    private MatrixRoot() {}

    /**
     * A root R [n, n] of the matrix, {@code R R^T}: its eigenvectors in columns, each times the root of its eigenvalue.
     * Eigenvalues that rounding made negative count as zero.
     */
    static INDArray of(INDArray matrix) {
        NativeThreads.one();
        INDArray vectors = matrix.dup('f');
        INDArray values = Nd4j.create(DataType.DOUBLE, matrix.rows());
        int failed = Nd4j.getBlasWrapper().lapack().syev('V', 'U', vectors, values);
        if (failed != 0) {
            throw new IllegalArgumentException("a symmetric matrix of finite numbers has eigenvalues, found one whose"
                    + " decomposition ends with " + failed + "; check the features");
        }
        return vectors.muliRowVector(Transforms.sqrt(Transforms.max(values, 0, false), false));
    }

    /**
     * The trace of {@code (A B)^(1/2)}: with roots R of A and S of B, the sum of the singular values of {@code R^T S}.
     * Eigenvalues of the product itself would lose half of the digits of small ones.
     */
    static double traceOfProduct(INDArray a, INDArray b) {
        INDArray product = Nd4j.gemm(of(a), of(b), true, false);
        INDArray singular = Nd4j.create(DataType.DOUBLE, product.rows());
        Nd4j.getBlasWrapper().lapack().gesvd(product, singular, null, null);
        return singular.sumNumber().doubleValue();
    }
}
