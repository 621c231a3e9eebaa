/**
 * The bytes of records, in keyed state and between tasks: a serializer for each, all of one versioned layout, and the
 * keyed state of a session. Nothing outside this package knows state bytes.
 *
 * <p>Where each byte of a session lies, and which state has it, is the diagram at {@code SessionSerializer}; a
 * prompt's bytes are at {@code PromptSerializer}.
 */
@NullMarked
package io.rivulet.flink.state;

import org.jspecify.annotations.NullMarked;
