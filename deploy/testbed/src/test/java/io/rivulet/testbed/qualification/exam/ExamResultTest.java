package io.rivulet.testbed.qualification.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.OutputRecord.Place;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import io.rivulet.testbed.qualification.oracle.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamResultTest {

    @Test
    void anOutputThatIsTheOraclesHoldsAllPromises() {
        ExamResult result = of(output("a", "b"), output("a", "b"));
        assertThat(result.broken()).isEmpty();
        assertThat(result.word()).isEqualTo("held");
    }

    @Test
    void whatTheVerdictSaysIsBrokenIsBroken() {
        ExamResult result = of(output("a", "b"), output("a"));
        assertThat(result.broken()).anyMatch(line -> line.startsWith("records lost must be 0, found 1"));
        assertThat(result.word()).isEqualTo("BROKEN");
    }

    @Test
    void anotherDigestThanThatOfTheUndisturbedRunIsBroken() {
        ExamResult result = of(output("a", "b"), output("a", "b"));
        assertThat(result.comparedWith(output("a", "x")).broken())
                .singleElement()
                .asString()
                .startsWith("the digest of the output must be that of the undisturbed run");
        assertThat(result.comparedWith(output("a", "b"))).isEqualTo(result);
    }

    @Test
    void anUndisturbedRunOfMorePromptsIsComparedUpToThoseOfTheExam() {
        ExamResult result = of(output("a", "b"), output("a", "b"));
        assertThat(result.comparedWith(output("a", "b", "c"))).isEqualTo(result);
    }

    @Test
    void whatThePromptsAloneDoNotDecideIsNotCompared() {
        ExamResult result = of(output("a", "b"), output("a", "b")).notRepeatable();
        assertThat(result.comparedWith(output("x", "y"))).isEqualTo(result);
    }

    @Test
    void anExamThatCameToNoEndIsBrokenAndOneThatWasNotTakenIsNot() {
        ExamResult failed = ExamResult.failed(new IllegalStateException("the broker must answer"));
        assertThat(failed.broken()).containsExactly("the broker must answer");
        assertThat(failed.word()).isEqualTo("BROKEN");
        ExamResult notTaken = ExamResult.notTaken("no library");
        assertThat(notTaken.notes()).containsExactly("NOT TAKEN: no library");
        assertThat(notTaken.word()).isEqualTo("not taken");
    }

    @Test
    void notesAndBrokenPromisesAddUp() {
        ExamResult result = ExamResult.unjudged(3)
                .noting("first")
                .noting(List.of("second"))
                .breaking("third")
                .breaking(List.of("fourth"));
        assertThat(result.notes()).containsExactly("first", "second");
        assertThat(result.broken()).containsExactly("third", "fourth");
    }

    private static ExamResult of(RecordedOutput expected, RecordedOutput seen) {
        Verdict verdict = Verdict.of(expected.lanes(), seen.lanes());
        return ExamResult.of(new Outcome(expected.count(), verdict, seen, List.of(), List.of()));
    }

    /** A record a prompt, with these digests. */
    private static RecordedOutput output(String... digests) {
        RecordedOutput output = new RecordedOutput();
        for (int i = 0; i < digests.length; i++) {
            output.add(new OutputRecord("chunks of one", new Place(i, 0), digests[i], "model", true));
        }
        return output;
    }
}
