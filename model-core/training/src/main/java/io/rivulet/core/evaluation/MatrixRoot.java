package io.rivulet.core.evaluation;

import io.rivulet.core.training.NativeThreads;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The positive square root of a symmetric matrix [n, n] in double precision, by its eigenvalues; those that rounding
 * made negative count as zero. Only the upper half of a matrix is read.
 */
final class MatrixRoot {
    private MatrixRoot() {}

    /** The root, [n, n]. */
    static INDArray of(INDArray matrix) {
        NativeThreads.one();
        INDArray vectors = matrix.dup('f');
        INDArray scales = Transforms.sqrt(roots(vectors, 'V'), false);
        INDArray scaled = vectors.mulRowVector(scales);
        return scaled.muliRowVector(scales).mmul(vectors.transpose());
    }

    /** The root's trace. */
    static double trace(INDArray matrix) {
        NativeThreads.one();
        return roots(matrix.dup('f'), 'N').sumNumber().doubleValue();
    }

    /** The root's eigenvalues [n]; with {@code job} V the matrix becomes its eigenvectors, in columns. */
    private static INDArray roots(INDArray matrix, char job) {
        INDArray values = Nd4j.create(DataType.DOUBLE, matrix.rows());
        int failed = Nd4j.getBlasWrapper().lapack().syev(job, 'U', matrix, values);
        if (failed != 0) {
            throw new IllegalArgumentException("a symmetric matrix of finite numbers has eigenvalues, found one whose"
                    + " decomposition ends with " + failed + "; check the features");
        }
        return Transforms.sqrt(Transforms.max(values, 0, false), false);
    }
}
