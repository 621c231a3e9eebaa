package io.rivulet.core.numerics;

/**
 * The arithmetic of a forward pass, in an order that is part of its definition: every element of a result depends on
 * its own row alone and is computed by the same chain of operations whatever rows stand around it, on every processor.
 * Splitting a prompt, batching sessions and replaying after a crash are therefore equal byte for byte.
 *
 * <p>Arrays are row-major and may be longer than the rows in use. Complex arrays are {@code [.., 2 * states]}, real
 * half first. {@link ScalarKernels} is the definition, {@link VectorKernels} the fast twin.
 */
public interface Kernels {

    /** One line for a log: which implementation, and on how many lanes. */
    String describe();

    /** Lays {@code weights} ([out, in]) out for {@link #product}. */
    PackedMatrix pack(float[] weights, int out, int in);

    /** Lays {@code weights} ([out, in]) out for {@link #rowProduct} and {@link #rowUnits}, and for nothing else. */
    default PackedMatrix packForRows(float[] weights, int out, int in) {
        return pack(weights, out, in);
    }

    /**
     * {@code c = a * w^T + bias}: a [rows, in], w [out, in], c [rows, out]. Each element is one chain of fused
     * multiply-adds that starts from its bias and ascends over {@code in}.
     *
     * @param bias [out]; {@link PackedMatrix#zeros()} where there is none
     */
    void product(float[] a, int rows, PackedMatrix w, float[] bias, float[] c);

    /**
     * {@code c = w * a + init}, one row, for rows that wait for each other: a single chain of multiply-adds would
     * mostly wait for itself. Each element is four chains, chain q over the inputs {@code q, q + 4, q + 8, ..}, the
     * first from {@code init} and the others from 0, added as {@code (0 + 1) + (2 + 3)}.
     *
     * @param a [in] from {@code aOffset}
     * @param init [out] from {@code initOffset}, and readable for whole panels; may be {@code c}
     * @param c [out] from {@code cOffset}, and writable for whole panels, whose rest is left undefined
     */
    void rowProduct(float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset);

    /** As {@link #rowProduct}, and then every element below 0 is 0. */
    void rowUnits(float[] a, int aOffset, PackedMatrix w, float[] init, int initOffset, float[] c, int cOffset);

    /** One element of {@link #rowProduct}: {@code a} from {@code aOffset} and {@code w} over {@code count} inputs. */
    default float rowDot(float[] a, int aOffset, float[] w, int count, float init) {
        float c0 = init;
        float c1 = 0;
        float c2 = 0;
        float c3 = 0;
        int k = 0;
        for (int x = aOffset; k + 4 <= count; k += 4, x += 4) {
            c0 = Math.fma(a[x], w[k], c0);
            c1 = Math.fma(a[x + 1], w[k + 1], c1);
            c2 = Math.fma(a[x + 2], w[k + 2], c2);
            c3 = Math.fma(a[x + 3], w[k + 3], c3);
        }
        c0 = k < count ? Math.fma(a[aOffset + k], w[k], c0) : c0;
        c1 = k + 1 < count ? Math.fma(a[aOffset + k + 1], w[k + 1], c1) : c1;
        c2 = k + 2 < count ? Math.fma(a[aOffset + k + 2], w[k + 2], c2) : c2;
        return (c0 + c1) + (c2 + c3);
    }

    /** {@code c += a * w^T}, shapes as in {@link #product}: each chain starts from what c holds. */
    void addProduct(float[] a, int rows, PackedMatrix w, float[] c);

    /** {@code x[i] = max(x[i], 0)} for {@code i < count}. */
    void relu(float[] x, int count);

    /**
     * {@code x[t] = lambda * x[t-1] + x[t]} in place over {@code steps} rows of {@code x} from row {@code first}; the
     * row before the first is {@code start}, [2 * states] from {@code startOffset}.
     */
    void scan(Diagonal lambda, float[] x, int first, int steps, float[] start, int startOffset);

    /** {@code u = (h - mean(h)) / sqrt(var(h) + 1e-5) * weight + bias} over each row; h and u: [rows, width]. */
    void layerNorm(float[] h, int rows, int width, float[] weight, float[] bias, float[] u);

    /** {@code y += skip * u; g = gelu(y)}, the exact gelu; y, u and g, which may be y: [rows, width], skip: [width]. */
    void skipGelu(float[] y, float[] skip, float[] u, int rows, int width, float[] g);

    /** {@code h += o[:, :width] * sigmoid(o[:, width:])}; o: [rows, 2 * width], h: [rows, width]. */
    void gate(float[] o, int rows, int width, float[] h);

    /** {@code y[i] = 1 / (1 + exp(-x[i]))} for {@code i < count}; x and y may be the same array. */
    void sigmoid(float[] x, int count, float[] y);

    /** {@code y[i] = exp(x[i])} for {@code i < count}, with x clamped to [-87, 88]; x and y may be the same array. */
    void exp(float[] x, int count, float[] y);

    /** {@code a[i] = fma(b[i], scale, a[i])} for {@code i < count}, from the given offsets. */
    void addScaled(float[] a, int aOffset, float[] b, int bOffset, float scale, int count);

    /** {@code sum(relu(a[i]) * w[i])} over {@code i < count}: sixteen partial sums by lane, then summed pairwise. */
    float reluDot(float[] a, int aOffset, float[] w, int wOffset, int count);

    /** The vectorised twin where the running Java has {@code jdk.incubator.vector}, else the definition. */
    static Kernels best() {
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vector ? VectorKernels.onThisMachine() : new ScalarKernels();
    }
}
