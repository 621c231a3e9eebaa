package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorTest {

    private static final Emission BINARY = TinyModels.emissions().get(1);
    private static final Emission REAL = TinyModels.emissions().get(3);

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void atTemperatureZeroTheSeedDoesNotMatter(ModelConfig config, long seed) {
        Generator generator = generator(config, seed);
        Block one =
                generator.generate(new BlockRequest(generator.start(), 30, Randomness.of(1, "a", new Temperature(0))));
        Block two =
                generator.generate(new BlockRequest(generator.start(), 30, Randomness.of(2, "b", new Temperature(0))));
        Block warm =
                generator.generate(new BlockRequest(generator.start(), 30, Randomness.of(2, "b", Temperature.ONE)));
        assertThat(one.symbols()).isEqualTo(two.symbols()).isNotEqualTo(warm.symbols());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void whatIsGeneratedCouldHaveBeenObserved(ModelConfig config, long seed) {
        Generator generator = generator(config, seed);
        SessionState state = generator
                .absorb(generator.start(), TinyModels.symbols(config.emission(), 9, new Random(seed)))
                .state();
        Block block = generator.generate(new BlockRequest(state, 26, Randomness.of(seed, "s", new Temperature(10))));
        generator.check(block.symbols());
        Absorption observed = generator.absorb(state, block.symbols());
        assertThat(observed.state()).isEqualTo(block.state());
        assertThat(observed.stepsAbsorbed()).isEqualTo(block.stepsAbsorbed()).isEqualTo(4);
        assertThat(block.state().pending()).isEqualTo(5);
    }

    @Test
    void pendingSymbolsOfABinaryFrameChangeWhatFollowsInsideIt() {
        Generator generator = generator(BINARY, 1);
        SessionState ones =
                generator.absorb(generator.start(), new float[] {1, 1, 1}).state();
        SessionState zeros =
                generator.absorb(generator.start(), new float[] {0, 0, 0}).state();
        int different = 0;
        for (int seed = 0; seed < 50; seed++) {
            Randomness randomness = Randomness.of(seed, "s", Temperature.ONE);
            float[] afterOnes =
                    generator.generate(new BlockRequest(ones, 3, randomness)).symbols();
            float[] afterZeros =
                    generator.generate(new BlockRequest(zeros, 3, randomness)).symbols();
            different += Arrays.equals(afterOnes, afterZeros) ? 0 : 1;
        }
        assertThat(different).isPositive();
    }

    @Test
    void aModelThatOverflowsSaysSoAndNamesTheRequest() {
        Generator generator = generator(REAL, 1);
        SessionState state =
                generator.absorb(generator.start(), new float[] {1, 2, 3}).state();
        float[] recurrent = state.recurrent();
        float[] huge = new float[12];
        Arrays.fill(huge, Float.MAX_VALUE);
        huge[0] = -Float.MAX_VALUE;
        List<AbsorbRequest> batch =
                List.of(new AbsorbRequest(state, new float[] {1, 2}), new AbsorbRequest(state, huge));
        NonFiniteState thrown = catchThrowableOfType(NonFiniteState.class, () -> generator.absorb(batch));
        assertThat(thrown.request()).isEqualTo(1);
        assertThat(thrown).hasMessageContaining("must stay finite").hasMessageContaining("reset the session");
        assertThat(state).isEqualTo(new SessionState(recurrent, 0, new float[] {1, 2, 3}));
        assertThat(generator.absorb(state, new float[9]).stepsAbsorbed()).isEqualTo(2);
    }

    @Test
    void aStateThatIsNotFiniteNeverBecomesSymbols() {
        for (ModelConfig config : TinyModels.models()) {
            Generator generator = generator(config, 1);
            float[] broken = generator.start().recurrent();
            broken[3] = Float.NaN;
            BlockRequest request = new BlockRequest(
                    new SessionState(broken, 0, new float[0]), 2, Randomness.of(1, "s", Temperature.ONE));
            assertThatThrownBy(() -> generator.generate(request)).isInstanceOf(NonFiniteState.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void logitsThatOverflowNeverBecomeSymbols(ModelConfig config) {
        Map<String, Tensor> tensors =
                new HashMap<>(TinyModels.weights(config, 1).tensors());
        List<String> last = List.of("decoder.emission", "decoder.window.out", "decoder.inside");
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            if (last.stream().anyMatch(entry.getKey()::startsWith)) {
                float[] huge = entry.getValue().borrow().clone();
                for (int i = 0; i < huge.length; i++) {
                    huge[i] = Math.copySign(3e38f, huge[i]);
                }
                entry.setValue(Tensor.of(entry.getValue().shape(), huge));
            }
        }
        Bundle bundle =
                new Bundle(config, new Weights(tensors), new Fingerprint("0".repeat(64)), TinyModels.provenance());
        Generator generator = new Generator(bundle, Kernels.best());
        SessionState start = generator.start();
        for (float temperature : new float[] {0, 1, Float.MIN_VALUE}) {
            BlockRequest request = new BlockRequest(start, 60, Randomness.of(1, "s", new Temperature(temperature)));
            assertThatThrownBy(() -> generator.generate(request))
                    .as("temperature %s", temperature)
                    .isInstanceOf(NonFiniteState.class);
        }
    }

    @Test
    void symbolsThatTheModelCannotHaveAreRefusedByRuleValueAndRemedy() {
        for (Emission emission : TinyModels.emissions()) {
            Generator generator = generator(emission, 1);
            assertRefused(generator, Float.NaN);
            assertRefused(generator, Float.NEGATIVE_INFINITY);
            if (emission.kind() == SymbolKind.BINARY) {
                assertRefused(generator, 0.5f);
                assertRefused(generator, 2);
            } else if (emission instanceof Categorical) {
                assertRefused(generator, 3);
                assertRefused(generator, -1);
                assertRefused(generator, 1.5f);
            }
        }
    }

    @Test
    void oneBadSymbolLeavesTheWholeBatchUntouched() {
        Generator generator = generator(BINARY, 1);
        List<AbsorbRequest> batch = List.of(
                new AbsorbRequest(generator.start(), new float[12]),
                new AbsorbRequest(generator.start(), new float[] {7}));
        assertThatThrownBy(() -> generator.absorb(batch)).isInstanceOf(InvalidSymbols.class);
    }

    @Test
    void aStateOfAnotherArchitectureIsRefused() {
        Generator generator = generator(BINARY, 1);
        SessionState foreign = new SessionState(new float[10], 0, new float[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.absorb(foreign, new float[6]))
                .withMessageContaining("must hold 44 numbers and fewer than 6 pending symbols, got 10 and 0");
        SessionState full = new SessionState(generator.start().recurrent(), 0, new float[6]);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> generator.generate(new BlockRequest(full, 1, Randomness.of(1, "s", Temperature.ONE))));
    }

    @Test
    void blocksOfTooManyStepsAreRefusedBeforeAnyMemoryIsTaken() {
        Generator generator = generator(BINARY, 1);
        BlockRequest huge =
                new BlockRequest(generator.start(), Integer.MAX_VALUE, Randomness.of(1, "s", Temperature.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.generate(huge))
                .withMessageContaining("65536 steps together");
    }

    @Test
    void anEmptyBatchIsNothing() {
        Generator generator = generator(BINARY, 1);
        assertThat(generator.absorb(List.of())).isEmpty();
        assertThat(generator.generate(List.of())).isEmpty();
        assertThat(generator.absorb(generator.start(), new float[0])).isEqualTo(new Absorption(generator.start(), 0));
    }

    private static void assertRefused(Generator generator, float symbol) {
        float[] symbols = TinyModels.symbols(generator.config().emission(), 4, new Random(1));
        symbols[2] = symbol;
        assertThatThrownBy(() -> generator.check(symbols))
                .isInstanceOf(InvalidSymbols.class)
                .hasMessageContaining("symbol must be")
                .hasMessageContaining("got " + symbol + " at index 2")
                .hasMessageContaining(";");
    }

    private static Generator generator(Emission emission, long seed) {
        return generator(TinyModels.config(emission), seed);
    }

    private static Generator generator(ModelConfig config, long seed) {
        return new Generator(TinyModels.bundle(config, seed), Kernels.best());
    }
}
