/**
 * Kafka records to domain records and back: the only package that sees the generated Avro classes.
 */
@NullMarked
package io.rivulet.flink.codec;

import org.jspecify.annotations.NullMarked;
