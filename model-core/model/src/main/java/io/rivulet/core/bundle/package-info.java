/**
 * A model's files: reading with every refusal, writing, and the fingerprint. The format is open and small;
 * {@code docs/bundle-format.md} specifies it.
 */
@NullMarked
package io.rivulet.core.bundle;

import org.jspecify.annotations.NullMarked;
