/** Kafka and Flink on this machine, in processes of their own or in this one; all of it listens on loopback alone. */
@NullMarked
package io.rivulet.testbed.cluster;

import org.jspecify.annotations.NullMarked;
