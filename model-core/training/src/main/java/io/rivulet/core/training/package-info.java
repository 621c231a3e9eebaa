/**
 * Training by gradient: layers that keep what backward needs, the objective, the optimiser and its schedule,
 * checkpoints and the loop. Nothing that serves depends on it.
 */
@NullMarked
package io.rivulet.core.training;

import org.jspecify.annotations.NullMarked;
