/**
 * What one frame of symbols may be, given what the decoder says. Knows numerics and layers, but no model, session or
 * file.
 *
 * <p>An {@link io.rivulet.core.emission.Emission} is the description that stands in a model's configuration; a windowed
 * one has a {@link io.rivulet.core.emission.SymbolLaw} of each symbol. Frames go in through a {@link
 * io.rivulet.core.emission.SymbolEmbedding}. The decoder's output comes out as symbols through an {@link
 * io.rivulet.core.emission.EmissionHead}, by the random numbers of {@link io.rivulet.core.emission.Draws}, and what a
 * session must keep of its last symbols is a {@link io.rivulet.core.emission.SymbolMemory}.
 */
@NullMarked
package io.rivulet.core.emission;

import org.jspecify.annotations.NullMarked;
