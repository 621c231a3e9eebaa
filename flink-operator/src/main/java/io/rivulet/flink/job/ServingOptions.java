package io.rivulet.flink.job;

import io.rivulet.flink.serving.GenerateSettings;
import io.rivulet.flink.serving.Limits;
import org.apache.flink.configuration.Configuration;

/** The options of the generating operator, as it is told them. */
final class ServingOptions {

    private ServingOptions() {}

    static GenerateSettings settings(Configuration options) {
        return GenerateSettings.of(options.get(RivuletOptions.MODEL_PATH), limits(options))
                .fingerprint(
                        options.getOptional(RivuletOptions.MODEL_FINGERPRINT).orElse(null))
                .policy(options.get(RivuletOptions.MODEL_CHANGE))
                .timeToLive(options.get(RivuletOptions.SESSION_TTL))
                .deduplicates(options.get(RivuletOptions.DEDUPLICATE))
                .longestWait(options.get(RivuletOptions.BATCH_WAIT))
                .passThreads(options.get(RivuletOptions.PASS_THREADS))
                .build();
    }

    private static Limits limits(Configuration options) {
        return Limits.builder()
                .maxObservedSymbols(options.get(RivuletOptions.MAX_OBSERVED))
                .maxGeneratedSymbols(options.get(RivuletOptions.MAX_GENERATED))
                .defaultBlockSteps(options.get(RivuletOptions.BLOCK_STEPS))
                .maxBlockSteps(options.get(RivuletOptions.MAX_BLOCK_STEPS))
                .maxWaiting(options.get(RivuletOptions.MAX_WAITING))
                .maxBatch(options.get(RivuletOptions.BATCH_SESSIONS))
                .maxRecordBytes(RecordLimits.of(options).chunkBytes())
                .build();
    }
}
