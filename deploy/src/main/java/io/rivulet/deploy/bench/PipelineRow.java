package io.rivulet.deploy.bench;

/**
 * What was measured of one case.
 *
 * @param promptsPerSecond with more prompts waiting than can be answered
 * @param ofKernel generated symbols a second, as a share of the model's alone just before and after
 * @param heapBytes the least that the worker used of its heap at that rate
 * @param half what prompts wait when they come at half that rate
 * @param most at four fifths
 */
record PipelineRow(
        PipelineCase way,
        double promptsPerSecond,
        double symbolsPerSecond,
        double ofKernel,
        long heapBytes,
        Latencies half,
        Latencies most) {}
