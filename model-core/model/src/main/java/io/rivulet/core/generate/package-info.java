/**
 * Serving: what a session is, and how it moves over observed frames and generates new ones in blocks, for one session or
 * many at once, with the same bytes.
 */
@NullMarked
package io.rivulet.core.generate;

import org.jspecify.annotations.NullMarked;
