/** The whole pipeline measured, Kafka to Kafka, against the model alone: real processes, open-loop load, loopback. */
@NullMarked
package io.rivulet.testbed.bench;

import org.jspecify.annotations.NullMarked;
