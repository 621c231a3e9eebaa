package io.rivulet.testbed.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testbed.qualification.exam.Exam;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualificationPlanTest {

    @Test
    void allExamsButTheSoakAreTakenIfNoneIsNamed() {
        assertThat(plan(1).exams())
                .extracting(Exam::name)
                .contains("worker-kill", "sabotage", "rollout")
                .doesNotContain("soak")
                .hasSize(Exam.all().size() - 1);
    }

    @Test
    void onlyTheNamedExamsAreTakenInTheirUsualOrder() {
        assertThat(plan(1, "soak", "sabotage", "worker-kill").exams())
                .extracting(Exam::name)
                .containsExactly("worker-kill", "sabotage", "soak");
    }

    @Test
    void namesOfExamsAreDistinct() {
        assertThat(Exam.all()).extracting(Exam::name).doesNotHaveDuplicates();
    }

    @Test
    void aNameThatIsNoExamsIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> plan(1, "earthquake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--only must name one of [worker-kill")
                .hasMessageEndingWith("got earthquake");
    }

    @Test
    void noFaultsAreRefused() {
        assertThatThrownBy(() -> plan(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--faults must be 1 or more, got 0");
    }

    private static Qualification.Plan plan(int faults, String... only) {
        return new Qualification.Plan(faults, 1, List.of(only), Duration.ofMinutes(1), Path.of("nowhere"));
    }
}
