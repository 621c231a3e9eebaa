/**
 * Arithmetic with one fixed order: matrix products, the complex scan, normalisation and elementwise functions on heap
 * arrays, each with a scalar definition and a vectorised twin that gives the same bits. Knows nothing of models.
 */
@NullMarked
package io.rivulet.core.numerics;

import org.jspecify.annotations.NullMarked;
