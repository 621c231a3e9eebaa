/** What the job counts and measures, by name. */
@NullMarked
package io.rivulet.flink.metrics;

import org.jspecify.annotations.NullMarked;
