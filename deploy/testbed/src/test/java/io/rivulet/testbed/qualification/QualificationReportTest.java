package io.rivulet.testbed.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.testbed.qualification.exam.ExamResult;
import io.rivulet.testbed.qualification.job.InjectedFault;
import io.rivulet.testbed.qualification.oracle.Flaw;
import io.rivulet.testbed.qualification.oracle.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an exam with two faults, of which a record got lost, and of one that was not taken. */
class QualificationReportTest {
    private static final Verdict VERDICT = new Verdict(
            40, Map.of(Flaw.LOST, 1L, Flaw.OTHER_BYTES, 2L, Flaw.UNKNOWN, 3L), "0".repeat(64), "a".repeat(64));

    @TempDir
    private Path folder;

    @Test
    void theTableHasARowForEachExam() {
        assertThat(report().table())
                .contains("| worker-kill | 2 | 20 | 40 | 1 | 0 | 0 | 5 | aaaaaaaaaaaa | 1.5, 4.0 | BROKEN |")
                .contains("| clock | 0 | 0 | - | - | - | - | - | - | - | not taken |")
                .contains("seed 7, 99 s");
    }

    @Test
    void aBrokenPromiseIsNamedWithItsExam() {
        assertThat(report().broken()).containsExactly("worker-kill: records lost must be 0");
    }

    @Test
    void theFileHasAllOfItUnderNamesForPrograms() throws Exception {
        JsonNode file = new ObjectMapper().readTree(report().write().toFile());
        assertThat(file.path("seed").asLong()).isEqualTo(7);
        assertThat(file.path("held").asBoolean(true)).isFalse();
        JsonNode exam = file.at("/exams/0");
        assertThat(exam.at("/verdict/lost").asLong()).isEqualTo(1);
        assertThat(exam.at("/verdict/duplicates").asLong(-1)).isZero();
        assertThat(exam.at("/verdict/different").asLong()).isEqualTo(2);
        assertThat(exam.at("/verdict/unknown").asLong()).isEqualTo(3);
        assertThat(exam.at("/verdict/digest").asText()).isEqualTo("a".repeat(64));
        assertThat(exam.at("/faults/1/recoverySeconds").asDouble()).isEqualTo(4);
        assertThat(exam.at("/recovery_seconds/p99").asDouble()).isEqualTo(4);
        assertThat(exam.at("/broken/0").asText()).isEqualTo("records lost must be 0");
        assertThat(file.at("/exams/1/verdict").isNull()).isTrue();
        assertThat(file.at("/exams/1/recovery_seconds").isMissingNode()).isTrue();
    }

    private QualificationReport report() {
        List<InjectedFault> faults = List.of(
                new InjectedFault("kill -9 TaskManager", "then and there", 5, 1.5),
                new InjectedFault("kill -9 TaskManager", "after 3 ms", 9, 4));
        ExamResult broken = new ExamResult(20, VERDICT, faults, List.of(), List.of("records lost must be 0"), true);
        ExamResult notTaken = new ExamResult(0, null, List.of(), List.of("NOT TAKEN"), List.of(), true);
        return new QualificationReport(
                new Qualification.Plan(2, 7, List.of(), Duration.ofMinutes(1), folder),
                List.of(new ReportRow("worker-kill", broken, 60), new ReportRow("clock", notTaken, 0)),
                99);
    }
}
