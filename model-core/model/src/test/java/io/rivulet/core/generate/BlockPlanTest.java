package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockPlanTest {

    @Test
    void everyBlockButTheLastCoversWholeFrames() {
        assertThat(parts(new BlockPlan(4, 0, 21, 2))).containsExactly(8, 8, 5);
    }

    @Test
    void theFirstBlockBeginsInsideAFrameIfSymbolsArePending() {
        assertThat(parts(new BlockPlan(4, 3, 21, 2))).containsExactly(5, 8, 8);
        assertThat(parts(new BlockPlan(4, 3, 1, 1))).containsExactly(1);
        assertThat(parts(new BlockPlan(4, 1, 2, 1))).containsExactly(2);
    }

    @Test
    void aRequestForNothingHasNoBlocks() {
        assertThat(new BlockPlan(4, 3, 0, 2).blocks()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theBlocksTogetherDeliverWhatWasAskedFor(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            int frame = 1 + random.nextInt(9);
            int symbols = random.nextInt(300);
            BlockPlan plan = new BlockPlan(frame, random.nextInt(frame), symbols, 1 + random.nextInt(7));
            int[] parts = parts(plan);
            assertThat(Arrays.stream(parts).sum()).as(plan.toString()).isEqualTo(symbols);
            assertThat(Arrays.stream(parts).allMatch(part -> part > 0))
                    .as(plan.toString())
                    .isTrue();
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(4, 4, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(4, 0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(4, 0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(4, 0, 1, 1 << 30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockPlan(4, 0, Long.MAX_VALUE, 1))
                .withMessageContaining("ask for fewer symbols");
    }

    @Test
    void aRequestMayBeLongerThanAnIntCounts() {
        BlockPlan plan = new BlockPlan(4, 3, 5_000_000_000L, 1 << 20);
        assertThat(IntStream.range(0, plan.blocks()).mapToLong(plan::symbolsIn).sum())
                .isEqualTo(5_000_000_000L);
    }

    private static int[] parts(BlockPlan plan) {
        return IntStream.range(0, plan.blocks()).map(plan::symbolsIn).toArray();
    }
}
