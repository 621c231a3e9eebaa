/**
 * What the job counts and measures, by name: of the generating operator in {@code OperatorMetrics}, dead letters by
 * their reason in {@code Rejections}.
 */
@NullMarked
package io.rivulet.flink.metrics;

import org.jspecify.annotations.NullMarked;
