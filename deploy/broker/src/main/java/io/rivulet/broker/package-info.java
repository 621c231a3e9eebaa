/** A Kafka broker in this process, on loopback alone, and free ports of loopback. */
@NullMarked
package io.rivulet.broker;

import org.jspecify.annotations.NullMarked;
