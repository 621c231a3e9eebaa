/**
 * Kafka records to domain records and back: the only package that sees the generated Avro classes. {@code
 * DecodePrompts} makes prompts of events, {@code ChunkRecords} makes records of chunks; neither knows how state lies.
 */
@NullMarked
package io.rivulet.flink.codec;

import org.jspecify.annotations.NullMarked;
