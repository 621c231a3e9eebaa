/** The job: its options, its graph from Kafka to Kafka, and its command line. */
@NullMarked
package io.rivulet.flink.job;

import org.jspecify.annotations.NullMarked;
