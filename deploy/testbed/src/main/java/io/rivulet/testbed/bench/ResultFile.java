package io.rivulet.testbed.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A file of results, one JSON object a line, so that a later run can be compared with this one. */
final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Commit, processor and options, as who starts this process knows them. */
    private static final String RUN = System.getProperty("rivulet.run", "unknown");

    private final Path file;

    ResultFile(Path file) {
        this.file = file;
    }

    /** Appends a row. */
    void add(String machine, PipelineSettings settings, PipelineRow row) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        Throughput highest = row.highest();
        line.put("time", Instant.now().toString()).put("machine", machine).put("run", RUN);
        line.put("model", row.measured().bare() ? "none" : settings.model())
                .put("generated", settings.shape().generated())
                .put("block", settings.shape().block())
                .put("parallelism", settings.parallelism())
                .put("batch", settings.batch())
                .put("checkpoint_seconds", settings.checkpoints().toMillis() / 1e3);
        line.put("delivery", row.measured().delivery().toString())
                .put("backend", row.measured().backend())
                .put("keys", row.measured().keys());
        line.put("kernel_symbols_per_second", highest.symbolsPerSecond() / highest.ofModel())
                .put("prompts_per_second", highest.promptsPerSecond())
                .put("symbols_per_second", highest.symbolsPerSecond())
                .put("of_kernel", highest.ofModel())
                .put("heap_bytes", row.heapBytes());
        row.atOnce().ifPresent(gain -> line.put("at_once_over_one_by_one", gain));
        line.set("seconds_at_half", seconds(row.half()));
        line.set("seconds_at_four_fifths", seconds(row.fourFifths()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static ObjectNode seconds(Latencies waited) {
        return JSON.createObjectNode()
                .put("p50", waited.p50())
                .put("p99", waited.p99())
                .put("p999", waited.p999());
    }
}
