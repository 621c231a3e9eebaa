/** A broker and a Flink job in one process on loopback, and the demonstration that runs on them. */
@NullMarked
package io.rivulet.cli.local;

import org.jspecify.annotations.NullMarked;
