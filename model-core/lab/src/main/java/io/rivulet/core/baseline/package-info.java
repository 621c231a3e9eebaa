/**
 * Autoregressive peers of the model, one symbol a step: S5, a selective state-space model in Mamba's form and a causal
 * Transformer. They are trained by the same trainer on the same symbols and laws, and served with their recurrent state
 * or cache on the same kernels, so that a comparison is one of models.
 */
@NullMarked
package io.rivulet.core.baseline;

import org.jspecify.annotations.NullMarked;
