/**
 * State-space layers over stacked rows of many sessions: forward passes on the kernels.
 *
 * <p>Rows go in stacked, cut into {@link io.rivulet.core.layers.Segments}, one a session. {@link
 * io.rivulet.core.layers.LayerStack} is the entry: it takes them in blocks that fit the caches ({@link
 * io.rivulet.core.layers.RowBlocks}) through all its layers ({@link io.rivulet.core.layers.SsmLayer}, which has the
 * equations) and a norm, and leaves every segment's state after its last step. {@code SharedPass} does the same on
 * several threads, in a {@code ScanOrder}.
 */
@NullMarked
package io.rivulet.core.layers;

import org.jspecify.annotations.NullMarked;
