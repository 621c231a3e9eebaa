package io.rivulet.testbed.qualification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.testbed.bench.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a qualification, as text and as JSON. */
public final class Scorecard {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS = 1e9;

    private final Qualification.Plan plan;
    private final List<Row> rows;
    private final double seconds;

    Scorecard(Qualification.Plan plan, List<Row> rows, double seconds) {
        this.plan = plan;
        this.rows = List.copyOf(rows);
        this.seconds = seconds;
    }

    /** A line for each broken promise; none if all were held. */
    public List<String> broken() {
        return rows.stream()
                .flatMap(row -> row.broken().stream().map(line -> row.exam() + ": " + line))
                .toList();
    }

    /** The table. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append("| exam | faults | prompts | records | lost | twice | out of order | other bytes | digest |"
                + " answers again, p50, p99 s | promises |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            Verdict verdict = row.verdict();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %s | %s | %s |%n",
                    row.exam(),
                    row.struck().size(),
                    row.prompts(),
                    verdict == null ? "- | - | - | - | -" : counts(verdict),
                    verdict == null ? "-" : Verdict.shortened(verdict.digest()),
                    recovery(row),
                    row.word()));
        }
        text.append(String.format(Locale.ROOT, "%nseed %d, %.0f s%n", plan.seed(), seconds));
        return text.toString();
    }

    /** Writes all of it as JSON into the plan's folder and returns the file. */
    public Path write() throws IOException {
        ObjectNode card = JSON.createObjectNode();
        Instant now = Instant.now();
        card.put("time", now.toString())
                .put("seed", plan.seed())
                .put("faults", plan.faults())
                .put("seconds", seconds)
                .put("held", broken().isEmpty());
        ArrayNode exams = card.putArray("exams");
        rows.forEach(row -> exams.add(json(row)));
        Files.createDirectories(plan.folder());
        Path file = plan.folder().resolve("scorecard-" + now.getEpochSecond() + ".json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), card);
        return file;
    }

    private static String counts(Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "%d | %d | %d | %d | %d",
                verdict.expected(),
                verdict.lost(),
                verdict.duplicates(),
                verdict.outOfOrder(),
                verdict.different() + verdict.unknown());
    }

    private static String recovery(Row row) {
        Latencies recovery = latencies(row);
        return recovery == null ? "-" : String.format(Locale.ROOT, "%.1f, %.1f", recovery.p50(), recovery.p99());
    }

    private static @Nullable Latencies latencies(Row row) {
        if (row.struck().isEmpty()) {
            return null;
        }
        return Latencies.of(row.struck().stream()
                .mapToLong(struck -> (long) (struck.recoverySeconds() * NANOS))
                .toArray());
    }

    private static ObjectNode json(Row row) {
        ObjectNode exam = JSON.createObjectNode();
        exam.put("exam", row.exam()).put("prompts", row.prompts()).put("seconds", row.seconds());
        exam.set("verdict", JSON.valueToTree(row.verdict()));
        exam.set("faults", JSON.valueToTree(row.struck()));
        Latencies recovery = latencies(row);
        if (recovery != null) {
            exam.putObject("recovery_seconds").put("p50", recovery.p50()).put("p99", recovery.p99());
        }
        exam.set("notes", JSON.valueToTree(row.notes()));
        exam.set("broken", JSON.valueToTree(row.broken()));
        return exam;
    }
}
