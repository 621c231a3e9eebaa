/** State-space layers over stacked rows of many sequences: forward passes on the kernels. */
@NullMarked
package io.rivulet.core.layers;

import org.jspecify.annotations.NullMarked;
