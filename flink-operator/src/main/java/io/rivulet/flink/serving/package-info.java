/**
 * Answers prompts: decides which may be answered, takes turns between sessions, runs the model in batches, and keeps
 * every session in Flink's keyed state.
 */
@NullMarked
package io.rivulet.flink.serving;

import org.jspecify.annotations.NullMarked;
