/**
 * Arithmetic with one fixed order: matrix products, the complex scan, normalisation and elementwise functions on heap
 * arrays, each with a scalar definition and a vectorised twin that gives the same bits. Knows nothing of models.
 *
 * <p>{@link io.rivulet.core.numerics.Kernels} is the entry and names the order of every operation; {@link
 * io.rivulet.core.numerics.ScalarKernels} is the definition, {@link io.rivulet.core.numerics.VectorKernels} the fast
 * twin, whose product cuts its rows into the tiles of {@code StridedProduct} (32 registers) or {@code NarrowProduct}
 * (16). Weights go in once, laid out as a {@link io.rivulet.core.numerics.PackedMatrix}. Random numbers come from
 * {@link io.rivulet.core.numerics.Philox}, a function of key and counter.
 */
@NullMarked
package io.rivulet.core.numerics;

import org.jspecify.annotations.NullMarked;
