package io.rivulet.testbed.qualification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.testbed.bench.Latencies;
import io.rivulet.testbed.qualification.exam.ExamResult;
import io.rivulet.testbed.qualification.job.InjectedFault;
import io.rivulet.testbed.qualification.oracle.Flaw;
import io.rivulet.testbed.qualification.oracle.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a qualification found, as text and as JSON: the scorecard of {@code qualify}. */
public final class QualificationReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Qualification.Plan plan;
    private final List<ReportRow> rows;
    private final double seconds;

    QualificationReport(Qualification.Plan plan, List<ReportRow> rows, double seconds) {
        this.plan = plan;
        this.rows = List.copyOf(rows);
        this.seconds = seconds;
    }

    /** A line for each broken promise; none if all were held. */
    public List<String> broken() {
        return rows.stream()
                .flatMap(row -> row.result().broken().stream().map(line -> row.exam() + ": " + line))
                .toList();
    }

    /** The table. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append("| exam | faults | prompts | records | lost | twice | out of order | other bytes | digest |"
                + " answers again, p50, p99 s | promises |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (ReportRow row : rows) {
            ExamResult result = row.result();
            Verdict verdict = result.verdict();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %s | %s | %s |%n",
                    row.exam(),
                    result.faults().size(),
                    result.prompts(),
                    verdict == null ? "- | - | - | - | -" : counts(verdict),
                    verdict == null ? "-" : Verdict.shortened(verdict.digest()),
                    waits(row.recovery()),
                    result.word()));
        }
        text.append(String.format(Locale.ROOT, "%nseed %d, %.0f s%n", plan.seed(), seconds));
        return text.toString();
    }

    /** Writes all of it as JSON into the plan's folder and returns the file. */
    public Path write() throws IOException {
        Instant now = Instant.now();
        Files.createDirectories(plan.folder());
        Path file = plan.folder().resolve("scorecard-" + now.getEpochSecond() + ".json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json(now));
        return file;
    }

    private ObjectNode json(Instant now) {
        ObjectNode report = JSON.createObjectNode()
                .put("time", now.toString())
                .put("seed", plan.seed())
                .put("faults", plan.faults())
                .put("seconds", seconds)
                .put("held", broken().isEmpty());
        ArrayNode exams = report.putArray("exams");
        rows.forEach(row -> exams.add(json(row)));
        return report;
    }

    private static String counts(Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "%d | %d | %d | %d | %d",
                verdict.expected(),
                verdict.count(Flaw.LOST),
                verdict.count(Flaw.DUPLICATE),
                verdict.count(Flaw.OUT_OF_ORDER),
                verdict.count(Flaw.OTHER_BYTES) + verdict.count(Flaw.UNKNOWN));
    }

    private static String waits(@Nullable Latencies recovery) {
        return recovery == null ? "-" : String.format(Locale.ROOT, "%.1f, %.1f", recovery.p50(), recovery.p99());
    }

    private static ObjectNode json(ReportRow row) {
        ExamResult result = row.result();
        ObjectNode exam = JSON.createObjectNode()
                .put("exam", row.exam())
                .put("prompts", result.prompts())
                .put("seconds", row.seconds());
        exam.set("verdict", json(result.verdict()));
        ArrayNode faults = exam.putArray("faults");
        result.faults().forEach(fault -> faults.add(json(fault)));
        Latencies recovery = row.recovery();
        if (recovery != null) {
            exam.putObject("recovery_seconds").put("p50", recovery.p50()).put("p99", recovery.p99());
        }
        exam.set("notes", JSON.valueToTree(result.notes()));
        exam.set("broken", JSON.valueToTree(result.broken()));
        return exam;
    }

    private static @Nullable ObjectNode json(@Nullable Verdict verdict) {
        return verdict == null
                ? null
                : JSON.createObjectNode()
                        .put("expected", verdict.expected())
                        .put("lost", verdict.count(Flaw.LOST))
                        .put("duplicates", verdict.count(Flaw.DUPLICATE))
                        .put("outOfOrder", verdict.count(Flaw.OUT_OF_ORDER))
                        .put("different", verdict.count(Flaw.OTHER_BYTES))
                        .put("unknown", verdict.count(Flaw.UNKNOWN))
                        .put("expectedDigest", verdict.expectedDigest())
                        .put("digest", verdict.digest());
    }

    private static ObjectNode json(InjectedFault fault) {
        return JSON.createObjectNode()
                .put("fault", fault.fault())
                .put("moment", fault.moment())
                .put("prompt", fault.prompt())
                .put("recoverySeconds", fault.recoverySeconds());
    }
}
