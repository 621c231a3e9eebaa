/** Reverse-mode twins of the kernels that serve: the arithmetic of gradients. */
@NullMarked
package io.rivulet.core.adjoint;

import org.jspecify.annotations.NullMarked;
