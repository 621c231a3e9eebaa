package io.rivulet.deploy.bench;

/**
 * What was measured of one case.
 *
 * @param promptsPerSecond with more prompts waiting than can be answered
 * @param ofKernel generated symbols a second, as a share of the model's alone
 * @param half what prompts wait when they come at half that rate
 * @param most at four fifths
 */
record PipelineRow(
        PipelineCase way,
        double promptsPerSecond,
        double symbolsPerSecond,
        double ofKernel,
        Latencies half,
        Latencies most) {}
