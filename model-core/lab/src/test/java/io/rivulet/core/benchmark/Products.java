package io.rivulet.core.benchmark;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import io.rivulet.core.numerics.ScalarKernels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The largest product of a layer, [rows, H] times [H, 2H], on one thread: the own kernel and its scalar twin on heap
 * arrays, {@code cblas_sgemm} on pointers to native memory, and ND4J on arrays that never leave it.
 */
final class Products implements AutoCloseable {
    private static final Kernels SCALAR = new ScalarKernels();

    private final Kernels kernels = Kernels.best();
    private final int width;
    private final int rows;
    private final float[] x;
    private final float[] y;
    private final PackedMatrix packed;
    private final PackedMatrix scalarPacked;
    private final FloatPointer pointerX;
    private final FloatPointer pointerY;
    private final FloatPointer pointerWeight;
    private final INDArray arrayX;
    private final INDArray arrayY;
    private final INDArray arrayWeight;

    Products(int width, int rows) {
        this.width = width;
        this.rows = rows;
        SplittableRandom random = new SplittableRandom(1);
        int out = 2 * width;
        x = normal(random, rows * width);
        y = new float[rows * out];
        float[] weight = normal(random, out * width);
        packed = kernels.pack(weight, out, width);
        scalarPacked = SCALAR.pack(weight, out, width);
        pointerX = new FloatPointer(x);
        pointerY = new FloatPointer(y);
        pointerWeight = new FloatPointer(weight);
        arrayX = Nd4j.createFromArray(x).reshape(rows, width).dup('f');
        arrayWeight = Nd4j.createFromArray(weight).reshape(out, width).dup('f');
        arrayY = Nd4j.create(DataType.FLOAT, new long[] {rows, out}, 'f');
    }

    /** All of them in turns. */
    Turns inTurns() {
        Nd4j.getEnvironment().setMaxThreads(1);
        openblas.blas_set_num_threads(1);
        Map<String, Runnable> products = new LinkedHashMap<>();
        products.put("own", () -> kernels.product(x, rows, packed, packed.zeros(), y));
        products.put("openblas", this::openblas);
        products.put("nd4j", () -> Nd4j.gemm(arrayX, arrayWeight, arrayY, false, true, 1, 0));
        products.put("scalar", () -> SCALAR.product(x, rows, scalarPacked, scalarPacked.zeros(), y));
        return Turns.of(products);
    }

    @Override
    public void close() {
        pointerX.close();
        pointerY.close();
        pointerWeight.close();
    }

    private void openblas() {
        int out = 2 * width;
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                openblas.CblasNoTrans,
                openblas.CblasTrans,
                rows,
                out,
                width,
                1,
                pointerX,
                width,
                pointerWeight,
                width,
                0,
                pointerY,
                out);
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.05 * random.nextGaussian());
        }
        return values;
    }
}
