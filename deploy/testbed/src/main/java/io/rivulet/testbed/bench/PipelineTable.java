package io.rivulet.testbed.bench;

import java.util.List;
import java.util.Locale;

/** The rows of a run, as text; the last lines are the ratios to the model alone. */
final class PipelineTable {
    private PipelineTable() {}

    static String of(List<PipelineRow> rows) {
        StringBuilder text = new StringBuilder();
        text.append("| delivery, state | prompts/s | symbols/s | of the model alone | heap, MiB | p50, p99, p99.9"
                + " in s at 50 % |"
                + " at 80 % | at once / one by one |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (PipelineRow row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %d | %s | %s | %s |%n",
                    row.measured().name(),
                    row.highest().promptsPerSecond(),
                    row.highest().symbolsPerSecond(),
                    row.highest().ofModel(),
                    row.heapBytes() >> 20,
                    waits(row.half()),
                    waits(row.fourFifths()),
                    row.atOnce().isEmpty()
                            ? ""
                            : String.format(Locale.ROOT, "%.1f", row.atOnce().getAsDouble())));
        }
        text.append('\n');
        for (PipelineRow row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s: %.2f of the model alone%n",
                    row.measured().name(),
                    row.highest().ofModel()));
        }
        return text.toString();
    }

    private static String waits(Latencies waited) {
        return String.format(Locale.ROOT, "%.3f, %.3f, %.3f", waited.p50(), waited.p99(), waited.p999());
    }
}
