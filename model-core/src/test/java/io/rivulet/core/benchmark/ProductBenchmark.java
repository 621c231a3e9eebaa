package io.rivulet.core.benchmark;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The largest product of a layer, [rows, H] times [H, 2H], on one thread: the own kernel on heap arrays, {@code
 * cblas_sgemm} on pointers to native memory, and ND4J on arrays that never leave it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--add-modules=jdk.incubator.vector", "-Xbatch"})
@Warmup(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class ProductBenchmark {

    @Param({"64", "128", "256"})
    public int width;

    @Param({"16", "32", "64", "128", "256", "512", "1024"})
    public int rows;

    private final Kernels kernels = Kernels.best();
    private float[] x;
    private float[] y;
    private PackedMatrix packed;
    private FloatPointer pointerX;
    private FloatPointer pointerY;
    private FloatPointer pointerWeight;
    private INDArray arrayX;
    private INDArray arrayY;
    private INDArray arrayWeight;

    @Setup
    public void fill(BenchmarkParams benchmark) {
        Nd4j.getEnvironment().setMaxThreads(1);
        openblas.blas_set_num_threads(1);
        SplittableRandom random = new SplittableRandom(1);
        int out = 2 * width;
        x = normal(random, rows * width);
        y = new float[rows * out];
        float[] weight = normal(random, out * width);
        packed = kernels.pack(weight, out, width);
        pointerX = new FloatPointer(x);
        pointerY = new FloatPointer(y);
        pointerWeight = new FloatPointer(weight);
        arrayX = Nd4j.createFromArray(x).reshape(rows, width).dup('f');
        arrayWeight = Nd4j.createFromArray(weight).reshape(out, width).dup('f');
        arrayY = Nd4j.create(DataType.FLOAT, new long[] {rows, out}, 'f');
        String name = benchmark.getBenchmark();
        Warmth.up(
                name.endsWith("ownKernel") ? this::ownKernel : name.endsWith("openblas") ? this::openblas : this::nd4j);
    }

    @TearDown
    public void free() {
        pointerX.close();
        pointerY.close();
        pointerWeight.close();
    }

    @Benchmark
    public float[] ownKernel() {
        kernels.product(x, rows, packed, packed.zeros(), y);
        return y;
    }

    @Benchmark
    public FloatPointer openblas() {
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
        return pointerY;
    }

    @Benchmark
    public INDArray nd4j() {
        return Nd4j.gemm(arrayX, arrayWeight, arrayY, false, true, 1, 0);
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.05 * random.nextGaussian());
        }
        return values;
    }
}
