package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.layers.RowBlocks;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generation is parallel over the block: no loop over steps goes around a matrix product. */
class MatrixProductCountTest {

    private int products;
    private int leastRows;

    private final Kernels counting = (Kernels) Proxy.newProxyInstance(
            Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                products += method.getName().equals("product") && (int) arguments[1] >= leastRows ? 1 : 0;
                try {
                    return method.invoke(Kernels.best(), arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });

    @ParameterizedTest
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void theNumberOfProductsOverTheBlockDoesNotGrowWithItWhileTheCachesHoldIt(ModelConfig config) {
        Generator generator = new Generator(TinyModels.bundle(config, 1), counting);
        List<Integer> counts = new ArrayList<>();
        for (int steps : new int[] {16, 48, RowBlocks.ROWS}) {
            products = 0;
            // The small network of a window runs from symbol to symbol, on fewer rows than any of these blocks has.
            leastRows = steps;
            Block block = generator.generate(new BlockRequest(
                    generator.start(), steps * TinyModels.FRAME, Randomness.of(1, "count", Temperature.ONE)));
            assertThat(block.stepsAbsorbed()).isEqualTo(steps);
            counts.add(products);
        }
        assertThat(counts).containsOnly(counts.get(0));
        // Six passes through a layer, 3 products each but 1 where nobody reads the last layer; embeddings of frames and
        // latents, heads of latents and symbols, the two of latents twice where the decoder sees latents alone.
        int maps = config.conditioning() == Conditioning.OBSERVED ? 5 : 7;
        // And what a windowed emission joins with its recurrence over frames.
        maps += config.emission() instanceof Windowed ? 1 : 0;
        assertThat(counts.get(0)).isBetween(3 * 5 + 1 + 3, 3 * 5 + 1 + maps);
    }

    @ParameterizedTest
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void aLongBlockTakesItsProductsInRowsThatTheCachesHold(ModelConfig config) {
        Generator generator = new Generator(TinyModels.bundle(config, 1), counting);
        List<Integer> counts = new ArrayList<>();
        leastRows = RowBlocks.ROWS;
        for (int parts = 1; parts <= 4; parts++) {
            products = 0;
            int symbols = parts * RowBlocks.ROWS * TinyModels.FRAME;
            generator.generate(
                    new BlockRequest(generator.start(), symbols, Randomness.of(1, "count", Temperature.ONE)));
            counts.add(products);
        }
        int more = counts.get(1) - counts.get(0);
        assertThat(more).isPositive();
        assertThat(counts.get(2) - counts.get(1)).isEqualTo(more);
        assertThat(counts.get(3) - counts.get(2)).isEqualTo(more);
    }

    @ParameterizedTest
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void theNumberOfProductsDoesNotGrowWithTheSessionsOfABatch(ModelConfig config) {
        Generator generator = new Generator(TinyModels.bundle(config, 1), counting);
        BlockRequest request =
                new BlockRequest(generator.start(), 3 * TinyModels.FRAME, Randomness.of(1, "count", Temperature.ONE));
        products = 0;
        generator.generate(request);
        int one = products;
        products = 0;
        generator.generate(Collections.nCopies(32, request));
        assertThat(products).isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void theNumberOfProductsDoesNotGrowWithThePrompt(ModelConfig config) {
        Generator generator = new Generator(TinyModels.bundle(config, 1), counting);
        List<Integer> counts = new ArrayList<>();
        for (int steps : new int[] {1, 16, RowBlocks.ROWS}) {
            products = 0;
            generator.absorb(
                    generator.start(), TinyModels.symbols(config.emission(), steps * TinyModels.FRAME, new Random(1)));
            counts.add(products);
        }
        assertThat(counts).containsOnly(counts.get(0));
        assertThat(counts.get(0)).isPositive();
    }
}
