package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session gives does not depend on how its symbols and requests fell into events. */
class ResumptionTest {

    @TempDir
    Path folder;

    private Harness whole;
    private Harness split;

    @BeforeEach
    void open() throws Exception {
        TinyBundles.binary(folder, 3);
        whole = Harness.open(Harness.settings(folder.toString()));
        split = Harness.open(Harness.settings(folder.toString()));
    }

    @AfterEach
    void close() throws Exception {
        whole.close();
        split.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void symbolsInAnySplitIntoEventsGiveTheSameBytes(long seed) throws Exception {
        Random random = new Random(seed);
        float[] symbols = Prompts.binary(random, 41);
        Prompts ask = Prompts.to("a").generating(37).blocks(3);

        whole.send(ask.observing(symbols));
        whole.run();
        int at = 0;
        while (at < symbols.length) {
            int end = Math.min(symbols.length, at + random.nextInt(9));
            split.send(Prompts.to("a").observing(Arrays.copyOfRange(symbols, at, end)));
            at = end;
        }
        split.send(ask);
        split.run();

        assertThat(generated(split)).containsExactly(generated(whole));
        assertThat(stepsAbsorbed(split)).isEqualTo(stepsAbsorbed(whole));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void requestsSplitAtBlocksGiveTheSameBytes(long seed) throws Exception {
        Random random = new Random(seed);
        Prompts first = Prompts.to("a").observing(Prompts.binary(random, 8)).blocks(2);

        whole.send(first.generating(12 * 8));
        whole.run();
        split.send(first.generating(8));
        for (int left = 11; left > 0; ) {
            int blocks = 1 + random.nextInt(left);
            split.send(Prompts.to("a").generating(8L * blocks).blocks(2));
            left -= blocks;
        }
        split.run();

        assertThat(generated(split)).containsExactly(generated(whole));
        assertThat(stepsAbsorbed(split)).isEqualTo(stepsAbsorbed(whole));
    }

    private static float[] generated(Harness task) {
        List<float[]> runs =
                task.chunks().stream().map(chunk -> chunk.symbols().values()).toList();
        float[] all = new float[runs.stream().mapToInt(run -> run.length).sum()];
        int at = 0;
        for (float[] run : runs) {
            System.arraycopy(run, 0, all, at, run.length);
            at += run.length;
        }
        return all;
    }

    private static long stepsAbsorbed(Harness task) {
        return task.chunks().stream().mapToLong(Chunk::stepsAbsorbed).sum();
    }
}
