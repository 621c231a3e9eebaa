package io.rivulet.core.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowBlocksTest {
    private static final int TILE = 6;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void blocksHoldEveryRowOnceInOrderAndDifferByATileAtMost(long seed) {
        Random random = new Random(seed);
        int[] steps = IntStream.range(0, 20).map(i -> 1 + random.nextInt(200)).toArray();
        Segments all = Segments.of(steps);
        List<Integer> sizes = new ArrayList<>();
        int[] taken = new int[steps.length];
        RowBlocks blocks = new RowBlocks();
        blocks.begin(all, RowBlocks.count(all.rows()));
        int row = 0;
        while (blocks.next()) {
            assertThat(blocks.firstRow()).isEqualTo(row);
            for (int s = 0; s < blocks.segments().count(); s++) {
                taken[blocks.firstSegment() + s] += blocks.segments().steps(s);
            }
            row += blocks.segments().rows();
            sizes.add(blocks.segments().rows());
        }
        assertThat(taken).isEqualTo(steps);
        assertThat(sizes).hasSize(RowBlocks.count(all.rows())).allMatch(size -> size <= RowBlocks.ROWS);
        int last = sizes.remove(sizes.size() - 1);
        assertThat(sizes).allMatch(size -> size % TILE == 0 && Math.abs(size - last) < 2 * TILE);
    }

    @ParameterizedTest(name = "{0} rows on {1} threads")
    @CsvSource({"97, 2, 2", "1024, 2, 12", "1024, 3, 12", "200, 4, 4", "97, 8, 4", "5000, 8, 56"})
    void threadsThatShareAPassHaveAsManyBlocksEachWhereThereAreRowsEnough(int rows, int threads, int count) {
        assertThat(RowBlocks.count(rows, threads)).isEqualTo(count);
    }

    @Test
    void aPassOfNoRowsHasNoBlock() {
        RowBlocks blocks = new RowBlocks();
        blocks.begin(new Segments(), RowBlocks.count(0));
        assertThat(blocks.next()).isFalse();
    }
}
