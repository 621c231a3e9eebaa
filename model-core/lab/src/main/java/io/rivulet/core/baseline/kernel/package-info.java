/** The arithmetic of the peers, fused where a product alone would leave a peer slow. */
@NullMarked
package io.rivulet.core.baseline.kernel;

import org.jspecify.annotations.NullMarked;
