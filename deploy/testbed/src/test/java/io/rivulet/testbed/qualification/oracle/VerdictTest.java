package io.rivulet.testbed.qualification.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.OutputRecord.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        assertThat(verdict.count(Flaw.LOST)).isEqualTo(1);
        assertThat(verdict.broken()).hasSize(2).anyMatch(line -> line.startsWith("records lost must be 0, found 1"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneRecordRepeatedIsADuplicateWhereverItComes(long seed) {
        Verdict verdict = judged(seed, 0, output -> output.add(output.get(any(seed, output))));
        assertThat(verdict.count(Flaw.DUPLICATE)).isEqualTo(1);
        assertThat(verdict.count(Flaw.OUT_OF_ORDER)).isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void twoRecordsOfASessionTheOtherWayRoundAreOutOfOrder(long seed) {
        Verdict verdict = judged(seed, 0, output -> swapWithNextOfLane(output, any(seed, output)));
        assertThat(verdict.count(Flaw.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(verdict.count(Flaw.LOST) + verdict.count(Flaw.DUPLICATE) + verdict.count(Flaw.OTHER_BYTES))
                .isZero();
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
        assertThat(verdict.count(Flaw.OTHER_BYTES)).isPositive();
        assertThat(verdict.count(Flaw.LOST) + verdict.count(Flaw.DUPLICATE) + verdict.count(Flaw.OUT_OF_ORDER))
                .isZero();
        assertThat(verdict.broken()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anAnswerToNoPromptIsUnknown(long seed) {
        Verdict verdict = judged(seed, 0, output -> {
            OutputRecord one = output.get(any(seed, output));
            output.add(new OutputRecord(one.lane(), new Place(PROMPTS, 0), one.digest(), one.model(), true));
        });
        assertThat(verdict.count(Flaw.UNKNOWN)).isEqualTo(1);
        assertThat(verdict.broken()).isNotEmpty();
    }

    /** The digest that the first full run of the short form with this seed printed. */
    @Test
    void theOracleOfSeedOneGivesTheBytesThatItGaveAtFirst() {
        assertThat(Verdict.shortened(lanes(1, 0, 2323).digest())).isEqualTo("a643de056aae");
    }

    /** An output with something done to it, and every tenth prompt's seed changed by so much. */
    private static Verdict judged(long seed, long seedChange, Consumer<List<OutputRecord>> sabotage) {
        List<OutputRecord> output = new ArrayList<>();
        OutputLanes right = lanes(seed, seedChange);
        right.names().forEach(name -> output.addAll(right.lane(name)));
        sabotage.accept(output);
        OutputLanes seen = new OutputLanes();
        output.forEach(seen::add);
        return Verdict.of(lanes(seed, 0), seen);
    }

    private static OutputLanes lanes(long seed, long seedChange) {
        return lanes(seed, seedChange, PROMPTS);
    }

    private static OutputLanes lanes(long seed, long seedChange, int prompts) {
        Oracle oracle = new Oracle(bundle, new PromptPositions(2));
        PromptSeries series = new PromptSeries(seed, bundle.config().frame());
        for (int i = 0; i < prompts; i++) {
            PromptEvent prompt = series.prompt(i);
            if (i % 10 == 0) {
                prompt.setSeed(prompt.getSeed() + seedChange);
            }
            oracle.take(prompt);
        }
        return oracle.lanes();
    }

    private static int any(long seed, List<OutputRecord> output) {
        return new SplittableRandom(seed).nextInt(output.size());
    }

    private static void swapWithNextOfLane(List<OutputRecord> output, int from) {
        for (int i = from; i < output.size(); i++) {
            for (int j = i + 1; j < output.size(); j++) {
                if (output.get(i).lane().equals(output.get(j).lane())) {
                    Collections.swap(output, i, j);
                    return;
                }
            }
        }
    }

    private static void sortByLane(List<OutputRecord> output) {
        output.sort((one, other) -> other.lane().compareTo(one.lane()));
    }
}
