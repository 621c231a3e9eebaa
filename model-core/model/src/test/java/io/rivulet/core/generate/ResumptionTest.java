package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a sequence is cut into events and requests, its bytes are the same. */
class ResumptionTest {

    private static final int BLOCK = 3;

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void absorbingInAnySplitEqualsAbsorbingAtOnce(ModelConfig config, long seed) {
        Random random = new Random(seed);
        Generator generator = new Generator(TinyModels.bundle(config, seed), Kernels.best());
        float[] prompt = TinyModels.symbols(config.emission(), 200, random);
        Absorption atOnce = generator.absorb(generator.start(), prompt);
        for (int repeat = 0; repeat < 5; repeat++) {
            SessionState state = generator.start();
            int from = 0;
            int steps = 0;
            for (int size : Parts.random(prompt.length, 20, random)) {
                Absorption part = generator.absorb(state, Arrays.copyOfRange(prompt, from, from += size));
                state = part.state();
                steps += part.stepsAbsorbed();
            }
            assertThat(state).isEqualTo(atOnce.state());
            assertThat(steps).isEqualTo(atOnce.stepsAbsorbed()).isEqualTo(200 / TinyModels.FRAME);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void generatingInSplitsAlignedToBlocksEqualsGeneratingAtOnce(ModelConfig config, long seed) {
        Random random = new Random(seed);
        Generator generator = new Generator(TinyModels.bundle(config, seed), Kernels.best());
        Randomness randomness = Randomness.of(seed, "split", Temperature.ONE);
        int blocks = 8;
        for (int pending : new int[] {0, 4}) {
            float[] prompt = TinyModels.symbols(config.emission(), 2 * TinyModels.FRAME + pending, random);
            SessionState start = generator.absorb(generator.start(), prompt).state();
            Served atOnce = serve(generator, start, blocks * BLOCK * TinyModels.FRAME - pending, randomness);
            Served split = new Served(start, new float[0], 0);
            for (int size : Parts.random(blocks, 3, random)) {
                int symbols = size * BLOCK * TinyModels.FRAME - split.state().pending();
                Served more = size == 0
                        ? new Served(split.state(), new float[0], 0)
                        : serve(generator, split.state(), symbols, randomness);
                split = new Served(
                        more.state(),
                        Parts.joined(List.of(split.symbols(), more.symbols())),
                        split.absorbed() + more.absorbed());
            }
            assertThat(split.symbols()).isEqualTo(atOnce.symbols());
            assertThat(split.state()).isEqualTo(atOnce.state());
            assertThat(split.absorbed()).isEqualTo(blocks * BLOCK);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void anUnfinishedFrameIsDrawnAgainTheSame(ModelConfig config, long seed) {
        Generator generator = new Generator(TinyModels.bundle(config, seed), Kernels.best());
        Randomness randomness = Randomness.of(seed, "unfinished", Temperature.ONE);
        SessionState start = generator.start();
        Block whole = generator.generate(new BlockRequest(start, TinyModels.FRAME, randomness));
        SessionState state = start;
        List<float[]> parts = new ArrayList<>();
        for (int size : new int[] {1, 2, 3}) {
            Block block = generator.generate(new BlockRequest(state, size, randomness));
            parts.add(block.symbols());
            state = block.state();
        }
        assertThat(Parts.joined(parts)).isEqualTo(whole.symbols());
        assertThat(state).isEqualTo(whole.state());
    }

    @Test
    void aPromptLongerThanOnePassEqualsTheSameInParts() {
        Emission emission = TinyModels.emissions().get(0);
        Generator generator = new Generator(TinyModels.bundle(emission, 1), Kernels.best());
        int frames = 2 * Generator.ABSORB_ROWS + 17;
        float[] prompt = TinyModels.symbols(emission, frames * TinyModels.FRAME, new Random(1));
        SessionState state = generator.start();
        for (int from = 0; from < prompt.length; from += 100 * TinyModels.FRAME) {
            float[] part = Arrays.copyOfRange(prompt, from, Math.min(prompt.length, from + 100 * TinyModels.FRAME));
            state = generator.absorb(state, part).state();
        }
        Absorption atOnce = generator.absorb(generator.start(), prompt);
        assertThat(atOnce.state()).isEqualTo(state);
        assertThat(atOnce.stepsAbsorbed()).isEqualTo(frames);
    }

    private record Served(SessionState state, float[] symbols, int absorbed) {}

    private static Served serve(Generator generator, SessionState state, int symbols, Randomness randomness) {
        BlockPlan plan = new BlockPlan(new BlockSize(BLOCK, TinyModels.FRAME), state.pending(), symbols);
        List<float[]> parts = new ArrayList<>();
        int absorbed = 0;
        for (int i = 0; i < plan.blocks(); i++) {
            Block block = generator.generate(new BlockRequest(state, plan.symbolsIn(i), randomness));
            parts.add(block.symbols());
            absorbed += block.stepsAbsorbed();
            state = block.state();
        }
        return new Served(state, Parts.joined(parts), absorbed);
    }
}
