package io.rivulet.testbed.qualification.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.Flaw;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.oracle.OracleSession;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.OutputRecord.Place;
import io.rivulet.testbed.qualification.oracle.PromptPositions;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import io.rivulet.testbed.qualification.oracle.Verdict;
import io.rivulet.testbed.qualification.rollout.MadeUpJob.Planned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checker of rollouts against made-up outputs: it must pass a right one, and see the smallest fault in any other.
 */
class RolloutCheckerTest {
    private static final int PROMPTS = 7 * MadeUpJob.BETWEEN;
    /** Well between the first rollout and the second. */
    private static final int QUIET = MadeUpJob.BETWEEN + 20;

    @TempDir
    static Path folder;

    private static OracleModel first;
    private static OracleModel second;

    private RolloutHistory history;
    private RolloutChecker checker;
    private MadeUpJob job;

    @BeforeAll
    static void load() throws IOException {
        Bundle bundle = new BundleLocation("builtin:mnist").load();
        first = OracleModel.of(bundle);
        second = OracleModel.of(SiblingModel.write(folder, bundle));
    }

    @BeforeEach
    void start() {
        List<Planned> plan = new ArrayList<>();
        for (ModelChangePolicy policy :
                List.of(ModelChangePolicy.KEEP, ModelChangePolicy.RESET, ModelChangePolicy.REJECT)) {
            plan.add(new Planned(second, policy));
            plan.add(new Planned(first, policy));
        }
        history = new RolloutHistory(first, ModelChangePolicy.REJECT);
        checker = new RolloutChecker(history, new PromptPositions(2));
        job = new MadeUpJob(history, plan);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aRightOutputBreaksNothingUnderAnyPolicy(long seed) {
        assertThat(judged(seed).broken()).isEmpty();
        assertThat(checker.findings().broken()).isEmpty();
        assertThat(history.newest()).isEqualTo(6);
        assertThat(checker.findings().of(1).handedOver()).isEqualTo(1);
        assertThat(checker.findings().of(3).cutShort()).isEqualTo(1);
        assertThat(checker.findings().of(5).rejected()).isPositive();
    }

    @Test
    void theModelsOfTheTestDoNotDrawTheSame() {
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(drawnBy(second)).isNotEqualTo(drawnBy(first));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aChunkThatIsMissingIsLost(long seed) {
        job.spoiltBy(once(answer -> List.of()));
        assertThat(judged(seed).count(Flaw.LOST)).isEqualTo(1);
        assertThat(checker.findings().broken()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aChunkThatCameTwiceIsADuplicate(long seed) {
        job.spoiltBy(once(answer -> List.of(answer.get(0), answer.get(0))));
        Verdict verdict = judged(seed);
        assertThat(verdict.count(Flaw.DUPLICATE)).isEqualTo(1);
        assertThat(verdict.count(Flaw.LOST) + verdict.count(Flaw.OTHER_BYTES)).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aChunkWithOtherBytesIsSeenAndThoseAfterItAreRight(long seed) {
        job.spoiltBy(once(answer -> List.of(withDigest(answer.get(0), "other"))));
        Verdict verdict = judged(seed);
        assertThat(verdict.count(Flaw.OTHER_BYTES)).isEqualTo(1);
        assertThat(verdict.count(Flaw.LOST) + verdict.count(Flaw.DUPLICATE) + verdict.count(Flaw.UNKNOWN))
                .isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void chunksByTheOldModelAfterTheNewOneAreExplainedByNoRollout(long seed) {
        job.relapsingAt(prompt -> prompt >= QUIET && prompt < QUIET + 3);
        judged(seed);
        assertThat(checker.findings().broken())
                .hasSize(1)
                .allMatch(line -> line.contains("none of the rollouts explains"))
                .allMatch(line -> line.contains(first.fingerprint().shortened()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aJobThatForgetsItsRolloutIsSeen(long seed) {
        job.relapsingAt(prompt -> prompt >= 3 * MadeUpJob.BETWEEN + 10 && history.newest() == 3);
        judged(seed);
        assertThat(checker.findings().broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aPromptRejectedUnderAPolicyThatDoesNotRejectIsExplainedByNoRollout(long seed) {
        job.spoiltBy(once(answer -> List.of(rejected(answer.get(0)))));
        judged(seed);
        assertThat(checker.findings().broken()).hasSize(1).allMatch(line -> line.contains("mismatches of"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aPromptThatIsAnsweredAndRejectedIsSeen(long seed) {
        job.spoiltBy(once(answer -> List.of(answer.get(0), rejected(answer.get(0)))));
        assertThat(judged(seed).count(Flaw.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void aRolloutThatGivesNothingIsSeen() {
        judged(1);
        history.issue(second, ModelChangePolicy.KEEP, Integer.MAX_VALUE);
        checker.verdict(new RecordedOutput());
        assertThat(checker.findings().broken()).anyMatch(line -> line.startsWith("every rollout must take effect"));
    }

    private Verdict judged(long seed) {
        return checker.verdict(job.answer(series(seed), PROMPTS, checker));
    }

    private static PromptSeries series(long seed) {
        return new PromptSeries(seed, first.frame());
    }

    /** Spoils the first chunk that is all of an answer, in a quiet time. */
    private static UnaryOperator<List<OutputRecord>> once(UnaryOperator<List<OutputRecord>> change) {
        return new UnaryOperator<>() {
            private boolean done;

            @Override
            public List<OutputRecord> apply(List<OutputRecord> said) {
                OutputRecord answer = said.get(0);
                if (done
                        || answer.prompt() < QUIET
                        || answer.place().index() > 0
                        || !answer.last()
                        || answer.isDeadLetter()) {
                    return said;
                }
                done = true;
                return change.apply(said);
            }
        };
    }

    private static OutputRecord withDigest(OutputRecord answer, String digest) {
        return new OutputRecord(answer.lane(), answer.place(), digest, answer.model(), answer.last());
    }

    private static OutputRecord rejected(OutputRecord answer) {
        String session = answer.lane().substring(OutputRecord.chunksOf("").length());
        return new OutputRecord(OutputRecord.mismatchesOf(session), new Place(answer.prompt(), 0), "letter", "", true);
    }

    private static PromptEvent inOneSession(PromptEvent prompt) {
        prompt.setSessionId("one");
        return prompt;
    }

    private static List<String> drawnBy(OracleModel model) {
        PromptSeries series = series(1);
        PromptPositions positions = new PromptPositions(2);
        OracleSession session = new OracleSession(model);
        List<String> drawn = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            session.answer(
                    positions.next(inOneSession(series.prompt(number))),
                    chunk -> drawn.add(String.valueOf(chunk.getSymbols())));
        }
        return drawn;
    }
}
