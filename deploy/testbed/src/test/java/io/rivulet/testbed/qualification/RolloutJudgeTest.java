package io.rivulet.testbed.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.testbed.qualification.MadeUpJob.Planned;
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

/** The checker of rollouts against made-up outputs: it must pass a right one, and see the smallest fault in any other. */
class RolloutJudgeTest {
    private static final int PROMPTS = 7 * MadeUpJob.BETWEEN;
    /** Well between the first order and the second. */
    private static final int QUIET = MadeUpJob.BETWEEN + 20;

    @TempDir
    static Path folder;

    private static OracleModel first;
    private static OracleModel second;

    private Orders orders;
    private RolloutJudge judge;
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
        orders = new Orders(first, ModelChangePolicy.REJECT);
        judge = new RolloutJudge(orders, PromptPlaces.ofTrial());
        job = new MadeUpJob(orders, plan);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aRightOutputBreaksNothingUnderAnyPolicy(long seed) {
        assertThat(judged(seed).broken()).isEmpty();
        assertThat(judge.findings().broken()).isEmpty();
        assertThat(orders.newest()).isEqualTo(6);
        assertThat(judge.findings().of(1).handedOver()).isEqualTo(1);
        assertThat(judge.findings().of(3).cutShort()).isEqualTo(1);
        assertThat(judge.findings().of(5).rejected()).isPositive();
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
        assertThat(judged(seed).lost()).isEqualTo(1);
        assertThat(judge.findings().broken()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aChunkThatCameTwiceIsADuplicate(long seed) {
        job.spoiltBy(once(answer -> List.of(answer.get(0), answer.get(0))));
        Verdict verdict = judged(seed);
        assertThat(verdict.duplicates()).isEqualTo(1);
        assertThat(verdict.lost() + verdict.different()).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aChunkWithOtherBytesIsSeenAndThoseAfterItAreRight(long seed) {
        job.spoiltBy(once(answer -> List.of(withDigest(answer.get(0), "other"))));
        Verdict verdict = judged(seed);
        assertThat(verdict.different()).isEqualTo(1);
        assertThat(verdict.lost() + verdict.duplicates() + verdict.unknown()).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void chunksByTheOldModelAfterTheNewOneAreExplainedByNoOrder(long seed) {
        job.relapsingAt(prompt -> prompt >= QUIET && prompt < QUIET + 3);
        judged(seed);
        assertThat(judge.findings().broken())
                .hasSize(1)
                .allMatch(line -> line.contains("none of the orders explains"))
                .allMatch(line -> line.contains(Verdict.shortened(first.fingerprint())));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aJobThatForgetsItsOrderIsSeen(long seed) {
        job.relapsingAt(prompt -> prompt >= 3 * MadeUpJob.BETWEEN + 10 && orders.newest() == 3);
        judged(seed);
        assertThat(judge.findings().broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aPromptRejectedUnderAPolicyThatDoesNotRejectIsExplainedByNoOrder(long seed) {
        job.spoiltBy(once(answer -> List.of(rejected(answer.get(0)))));
        judged(seed);
        assertThat(judge.findings().broken()).hasSize(1).allMatch(line -> line.contains("mismatches of"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aPromptThatIsAnsweredAndRejectedIsSeen(long seed) {
        job.spoiltBy(once(answer -> List.of(answer.get(0), rejected(answer.get(0)))));
        assertThat(judged(seed).unknown()).isEqualTo(1);
    }

    @Test
    void anOrderThatGivesNothingIsSeen() {
        judged(1);
        orders.give(second, ModelChangePolicy.KEEP, Integer.MAX_VALUE);
        judge.verdict(new Recording());
        assertThat(judge.findings().broken()).anyMatch(line -> line.startsWith("every order must take effect"));
    }

    private Verdict judged(long seed) {
        return judge.verdict(job.answer(script(seed), PROMPTS, judge));
    }

    private static Script script(long seed) {
        return new Script(seed, first.frame());
    }

    /** Spoils the first chunk that is all of an answer, in a quiet time. */
    private static UnaryOperator<List<Answer>> once(UnaryOperator<List<Answer>> change) {
        return new UnaryOperator<>() {
            private boolean done;

            @Override
            public List<Answer> apply(List<Answer> said) {
                Answer answer = said.get(0);
                if (done || answer.request() < QUIET || answer.index() > 0 || !answer.last() || isLetter(answer)) {
                    return said;
                }
                done = true;
                return change.apply(said);
            }
        };
    }

    private static boolean isLetter(Answer answer) {
        return answer.model().isEmpty();
    }

    private static Answer withDigest(Answer answer, String digest) {
        return new Answer(answer.lane(), answer.request(), answer.index(), digest, answer.model(), answer.last());
    }

    private static Answer rejected(Answer answer) {
        String session = answer.lane().substring(Answer.chunks("").length());
        return new Answer(Answer.mismatches(session), answer.request(), 0, "letter", "", true);
    }

    private static List<String> drawnBy(OracleModel model) {
        Script script = script(1);
        PromptPlaces places = PromptPlaces.ofTrial();
        OracleSession session = new OracleSession(model);
        List<String> drawn = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            session.answer(
                    new Asked(script.prompt(number), places.next("one")),
                    chunk -> drawn.add(String.valueOf(chunk.getSymbols())));
        }
        return drawn;
    }
}
