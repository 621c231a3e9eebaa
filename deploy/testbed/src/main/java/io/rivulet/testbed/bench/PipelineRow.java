package io.rivulet.testbed.bench;

import java.util.OptionalDouble;

/**
 * What was measured of one case.
 *
 * @param promptsPerSecond with more prompts waiting than can be answered
 * @param ofKernel generated symbols a second, as a share of the model's alone just before and after
 * @param heapBytes the least that the worker used of its heap at that rate
 * @param half what prompts wait when they come at half that rate
 * @param most at four fifths
 * @param company how many times as many prompts are answered if a batch of sessions asks at once as if each asks when the
 *     one before is answered; empty with exactly-once
 */
record PipelineRow(
        PipelineCase way,
        double promptsPerSecond,
        double symbolsPerSecond,
        double ofKernel,
        long heapBytes,
        Latencies half,
        Latencies most,
        OptionalDouble company) {}
