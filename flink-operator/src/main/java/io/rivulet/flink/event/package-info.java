/**
 * What flows through the job, as validated immutable records: an event as it came from Kafka, the prompt decoded from
 * it, and the chunks or the rejection that answer it. Nothing here knows Avro, Flink or state bytes.
 *
 * <p>A reason for dead letters is a constant at the end of {@link io.rivulet.flink.event.Reason}, and one of the same
 * name at the end of {@code RejectionReason} in the contract, which gets a new version by it; then throw a
 * {@link io.rivulet.flink.event.Refusal} with it.
 */
@NullMarked
package io.rivulet.flink.event;

import org.jspecify.annotations.NullMarked;
