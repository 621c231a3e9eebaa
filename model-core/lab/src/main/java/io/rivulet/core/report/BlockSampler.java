package io.rivulet.core.report;

import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The model, block by block, as a job serves it. */
record BlockSampler(Generator generator, int length, int block) implements Sampler {

    @Override
    public String how() {
        int steps = length / generator.config().frame();
        return block >= steps ? "one block" : block == 1 ? "blocks of 1 frame" : "blocks of " + block + " frames";
    }

    @Override
    public void complete(float[] symbols, int count, int given, int together, long seed) {
        for (int first = 0; first < count; first += together) {
            batch(symbols, first, Math.min(together, count - first), given, seed);
        }
    }

    private void batch(float[] symbols, int first, int batch, int given, long seed) {
        List<SessionState> states = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            int from = (first + i) * length;
            states.add(
                    given == 0
                            ? generator.start()
                            : generator
                                    .absorb(generator.start(), Arrays.copyOfRange(symbols, from, from + given))
                                    .state());
        }
        BlockPlan plan = new BlockPlan(
                new BlockSize(block, generator.config().frame()), states.get(0).pending(), length - given);
        int at = given;
        for (int b = 0; b < plan.blocks(); b++) {
            int size = plan.symbolsIn(b);
            List<BlockRequest> requests = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                Randomness randomness = Randomness.of(seed, "image " + (first + i), Temperature.ONE);
                requests.add(new BlockRequest(states.get(i), size, randomness));
            }
            List<Block> blocks = generator.generate(requests);
            for (int i = 0; i < batch; i++) {
                System.arraycopy(blocks.get(i).symbols(), 0, symbols, (first + i) * length + at, size);
                states.set(i, blocks.get(i).state());
            }
            at += size;
        }
    }
}
