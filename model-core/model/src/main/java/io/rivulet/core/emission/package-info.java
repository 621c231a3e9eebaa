/**
 * What one frame of symbols may be, given what the decoder says: the typed description of an emission (part of every
 * model's configuration) and the heads that embed observed symbols and draw new ones. Knows numerics and layers, but
 * no model, session or file.
 */
@NullMarked
package io.rivulet.core.emission;

import org.jspecify.annotations.NullMarked;
