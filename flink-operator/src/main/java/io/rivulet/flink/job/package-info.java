/**
 * The job: its options, its graph from Kafka to Kafka, and its command line.
 *
 * <p>An option is a constant of {@code RivuletOptions} and an entry of its list; {@code ServingOptions} hands it to
 * the operator, {@code KafkaClients} to Kafka's clients. The graph between the ends is {@code Answers}.
 */
@NullMarked
package io.rivulet.flink.job;

import org.jspecify.annotations.NullMarked;
