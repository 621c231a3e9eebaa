/** Prompts out, chunks and dead letters in: what a client of the topics does, on any broker. */
@NullMarked
package io.rivulet.testbed.kafka;

import org.jspecify.annotations.NullMarked;
