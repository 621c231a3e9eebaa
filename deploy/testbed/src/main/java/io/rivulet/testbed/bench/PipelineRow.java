package io.rivulet.testbed.bench;

import java.util.OptionalDouble;

/**
 * What was measured of one case.
 *
 * @param heapBytes the least that the worker used of its heap at the highest rate
 * @param half what prompts wait when they come at half that rate
 * @param fourFifths at four fifths
 * @param atOnce how many times as many prompts are answered if a batch of sessions asks at once as if each asks when
 *     the one before is answered; empty with exactly-once
 */
record PipelineRow(
        PipelineCase measured,
        Throughput highest,
        long heapBytes,
        Latencies half,
        Latencies fourFifths,
        OptionalDouble atOnce) {}
