package io.rivulet.core.benchmark;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The three products of a linear map in training (forward, gradient of the input, gradient of the weights), one thread:
 * on heap arrays with the own kernel, and with ND4J on arrays that never leave native memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingProductBenchmark {
    /** A shard of 16 sequences of 28 steps. */
    private static final int ROWS = 448;

    @Param({"64", "256"})
    public int width;

    private final Kernels kernels = Kernels.best();
    private float[] x;
    private float[] y;
    private float[] dx;
    private float[] weight;
    private float[] gradient;
    private PackedMatrix packed;
    private INDArray nativeX;
    private INDArray nativeY;
    private INDArray nativeDx;
    private INDArray nativeWeight;
    private INDArray nativeGradient;

    @Setup
    public void fill() {
        Nd4j.getEnvironment().setMaxThreads(1);
        openblas.blas_set_num_threads(1);
        SplittableRandom random = new SplittableRandom(1);
        int out = 2 * width;
        x = normal(random, ROWS * width);
        y = normal(random, ROWS * out);
        dx = new float[ROWS * width];
        weight = normal(random, out * width);
        gradient = new float[out * width];
        packed = kernels.pack(weight, out, width);
        nativeX = Nd4j.createFromArray(x).reshape(ROWS, width).dup('f');
        nativeY = Nd4j.createFromArray(y).reshape(ROWS, out).dup('f');
        nativeDx = Nd4j.create(DataType.FLOAT, new long[] {ROWS, width}, 'f');
        nativeWeight = Nd4j.createFromArray(weight).reshape(out, width).dup('f');
        nativeGradient = Nd4j.create(DataType.FLOAT, new long[] {out, width}, 'f');
    }

    @Benchmark
    public float[] ownKernel() {
        int out = 2 * width;
        kernels.product(x, ROWS, packed, packed.zeros(), y);
        Adjoints.times(y, ROWS, out, weight, 0, width, dx);
        Adjoints.addTransposedTimes(y, out, ROWS, x, width, gradient, 0);
        return gradient;
    }

    @Benchmark
    public INDArray nd4j() {
        Nd4j.gemm(nativeX, nativeWeight, nativeY, false, true, 1, 0);
        Nd4j.gemm(nativeY, nativeWeight, nativeDx, false, false, 1, 0);
        Nd4j.gemm(nativeY, nativeX, nativeGradient, true, false, 1, 1);
        return nativeGradient;
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.05 * random.nextGaussian());
        }
        return values;
    }
}
