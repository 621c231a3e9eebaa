/**
 * A model's files: reading with every refusal, writing, and the fingerprint. The format is open and small; the module's
 * README specifies it.
 */
@NullMarked
package io.rivulet.core.bundle;

import org.jspecify.annotations.NullMarked;
