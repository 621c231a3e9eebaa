package io.rivulet.testbed.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.schemas.event.PromptEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker against recorded outputs: it must pass a right one, and see the smallest fault in any other. */
class VerdictTest {
    private static final int PROMPTS = 120;

    private static Bundle bundle;

    @BeforeAll
    static void load() throws IOException {
        bundle = new BundleLocation("builtin:mnist").load();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anOutputThatIsTheOraclesBreaksNothing(long seed) {
        Verdict verdict = judged(seed, 0, output -> {});
        assertThat(verdict.expected()).isGreaterThan(PROMPTS);
        assertThat(verdict.broken()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneRecordDroppedIsLost(long seed) {
        Verdict verdict = judged(seed, 0, output -> output.remove(any(seed, output)));
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.broken()).hasSize(2).anyMatch(line -> line.startsWith("records lost must be 0, found 1"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneRecordRepeatedIsADuplicateWhereverItComes(long seed) {
        Verdict verdict = judged(seed, 0, output -> output.add(output.get(any(seed, output))));
        assertThat(verdict.duplicates()).isEqualTo(1);
        assertThat(verdict.outOfOrder()).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void twoRecordsOfASessionTheOtherWayRoundAreOutOfOrder(long seed) {
        Verdict verdict = judged(seed, 0, output -> swapWithNextOfLane(output, any(seed, output)));
        assertThat(verdict.outOfOrder()).isEqualTo(1);
        assertThat(verdict.lost() + verdict.duplicates() + verdict.different()).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfSessionsAmongEachOtherDoesNotMatter(long seed) {
        Verdict verdict = judged(seed, 0, VerdictTest::sortByLane);
        assertThat(verdict.broken()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anotherSeedOfOnePromptGivesOtherBytes(long seed) {
        Verdict verdict = judged(seed, 1, output -> {});
        assertThat(verdict.different()).isPositive();
        assertThat(verdict.lost() + verdict.duplicates() + verdict.outOfOrder()).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anAnswerToNoPromptIsUnknown(long seed) {
        Verdict verdict = judged(seed, 0, output -> {
            Answer answer = output.get(any(seed, output));
            output.add(new Answer(answer.lane(), PROMPTS, 0, answer.digest(), answer.model(), true));
        });
        assertThat(verdict.unknown()).isEqualTo(1);
        assertThat(verdict.broken()).isNotEmpty();
    }

    /** An output with something done to it, and every tenth prompt's seed changed by so much. */
    private static Verdict judged(long seed, long seedChange, Consumer<List<Answer>> sabotage) {
        Map<String, List<Answer>> expected = lanes(seed, 0);
        List<Answer> output = new ArrayList<>();
        lanes(seed, seedChange).values().forEach(output::addAll);
        sabotage.accept(output);
        Map<String, List<Answer>> seen = new LinkedHashMap<>();
        for (Answer answer : output) {
            seen.computeIfAbsent(answer.lane(), lane -> new ArrayList<>()).add(answer);
        }
        return Verdict.of(expected, seen);
    }

    private static Map<String, List<Answer>> lanes(long seed, long seedChange) {
        Oracle oracle = new Oracle(bundle, new PromptPlaces("prompts", 2));
        Script script = new Script(seed, bundle.config().frame());
        for (int i = 0; i < PROMPTS; i++) {
            PromptEvent prompt = script.prompt(i);
            if (i % 10 == 0) {
                prompt.setSeed(prompt.getSeed() + seedChange);
            }
            oracle.take(prompt);
        }
        return oracle.lanes();
    }

    private static int any(long seed, List<Answer> output) {
        return new SplittableRandom(seed).nextInt(output.size());
    }

    private static void swapWithNextOfLane(List<Answer> output, int from) {
        for (int i = from; i < output.size(); i++) {
            for (int j = i + 1; j < output.size(); j++) {
                if (output.get(i).lane().equals(output.get(j).lane())) {
                    Collections.swap(output, i, j);
                    return;
                }
            }
        }
    }

    private static void sortByLane(List<Answer> output) {
        output.sort((one, other) -> other.lane().compareTo(one.lane()));
    }
}
