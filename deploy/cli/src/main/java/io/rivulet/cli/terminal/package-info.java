/**
 * Lines for a terminal, in which nothing is obeyed but our own marks, and binary pictures and their completions as
 * characters. Knows nothing of Kafka, Flink or the model.
 */
@NullMarked
package io.rivulet.cli.terminal;

import org.jspecify.annotations.NullMarked;
