/**
 * The job: its options, its graph from Kafka to Kafka, and its command line.
 *
 * <p>An option is a constant of {@code RivuletOptions} and an entry of its list; {@code ServingOptions} hands it to
 * the operator, {@code KafkaClients} to Kafka's clients. The graph between the ends is {@code Answers}.
 *
 * <p>At the start {@code StartCheck} asks the brokers for the topics and their limits. The source is
 * {@code VerifiedSource}: {@code PartitionReader} reads, and {@code LostPosition} says what is gone. The sinks are
 * {@code VerifiedSink} around {@code ExplainedSink}: {@code SparingWriter} takes transactional ids,
 * {@code VerifiedCommitter} settles transactions, and {@code SinkFailure} says what a topic does not take.
 */
@NullMarked
package io.rivulet.flink.job;

import org.jspecify.annotations.NullMarked;
