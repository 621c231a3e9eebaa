/**
 * What flows through the job, as validated immutable records: an event as it came from Kafka, the prompt decoded from
 * it, and the chunks or the rejection that answer it. Nothing here knows Avro, Flink or state bytes.
 */
@NullMarked
package io.rivulet.flink.event;

import org.jspecify.annotations.NullMarked;
