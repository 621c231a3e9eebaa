package io.rivulet.testbed.bench;

import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * What all cases of a run have in common.
 *
 * @param model as the job's option takes it
 * @param parallelism slots that generate
 * @param batch sessions that share a pass
 * @param warmUp time before anything is measured
 * @param phase how long each load lasts, about
 * @param checkpoints time between two
 */
record PipelineSettings(
        String model,
        PromptShape shape,
        int parallelism,
        int batch,
        Duration warmUp,
        Duration phase,
        Duration checkpoints,
        MemorySize workerMemory) {}
