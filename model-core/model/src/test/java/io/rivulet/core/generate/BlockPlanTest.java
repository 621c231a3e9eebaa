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
        assertThat(parts(new BlockPlan(new BlockSize(2, 4), 0, 21))).containsExactly(8, 8, 5);
    }

    @Test
    void theFirstBlockBeginsInsideAFrameIfSymbolsArePending() {
        assertThat(parts(new BlockPlan(new BlockSize(2, 4), 3, 21))).containsExactly(5, 8, 8);
        assertThat(parts(new BlockPlan(new BlockSize(1, 4), 3, 1))).containsExactly(1);
        assertThat(parts(new BlockPlan(new BlockSize(1, 4), 1, 2))).containsExactly(2);
    }

    @Test
    void aRequestForNothingHasNoBlocks() {
        assertThat(new BlockPlan(new BlockSize(2, 4), 3, 0).blocks()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theBlocksTogetherDeliverWhatWasAskedFor(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            int frame = 1 + random.nextInt(9);
            int symbols = random.nextInt(300);
            BlockPlan plan = new BlockPlan(new BlockSize(1 + random.nextInt(7), frame), random.nextInt(frame), symbols);
            int[] parts = parts(plan);
            assertThat(Arrays.stream(parts).sum()).as(plan.toString()).isEqualTo(symbols);
            assertThat(Arrays.stream(parts).allMatch(part -> part > 0))
                    .as(plan.toString())
                    .isTrue();
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockSize(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(new BlockSize(1, 4), 4, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(new BlockSize(1, 4), 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(new BlockSize(0, 4), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPlan(new BlockSize(1 << 30, 4), 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockPlan(new BlockSize(1, 4), 0, Long.MAX_VALUE))
                .withMessageContaining("ask for fewer symbols");
    }

    @Test
    void aRequestMayBeLongerThanAnIntCounts() {
        BlockPlan plan = new BlockPlan(new BlockSize(1 << 20, 4), 3, 5_000_000_000L);
        assertThat(IntStream.range(0, plan.blocks()).mapToLong(plan::symbolsIn).sum())
                .isEqualTo(5_000_000_000L);
    }

    private static int[] parts(BlockPlan plan) {
        return IntStream.range(0, plan.blocks()).map(plan::symbolsIn).toArray();
    }
}
