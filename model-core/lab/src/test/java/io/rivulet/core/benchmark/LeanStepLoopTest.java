package io.rivulet.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.generate.TracedBlock;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Kernels;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison is honest only if all sides compute the same. */
class LeanStepLoopTest {

    private static final int STEPS = 67;

    @ParameterizedTest(name = "width {0}, frame {1}, seed {2}")
    @CsvSource({"64, 28, 1", "64, 1, 2", "256, 1, 3"})
    void theStepLoopGivesTheLogitsAndTheStateOfTheServedBlock(int width, int frame, long seed) {
        Bundle bundle = DecoderWeights.randomModel(width, frame, seed);
        SessionState before = afterRandomFrames(bundle, seed);
        TracedBlock block = block(bundle, before, seed);
        float[] state = before.recurrent();
        float[] logits = new float[block.logits().length];
        new LeanStepLoop(DecoderWeights.of(bundle)).run(block.latents(), STEPS, state, logits);
        assertThat(logits).containsExactly(block.logits(), within(1e-4f));

        float[] passState = before.recurrent();
        pass(bundle).run(block.latents(), Segments.of(STEPS), passState, new float[logits.length]);
        assertThat(state).containsExactly(passState, within(1e-4f));
        assertThat(state).isNotEqualTo(before.recurrent());
    }

    @ParameterizedTest(name = "width {0}, frame {1}, seed {2}")
    @CsvSource({"64, 28, 1", "256, 1, 2"})
    void theMeasuredPassIsTheServedOneBitForBit(int width, int frame, long seed) {
        Bundle bundle = DecoderWeights.randomModel(width, frame, seed);
        SessionState before = afterRandomFrames(bundle, seed);
        TracedBlock block = block(bundle, before, seed);
        float[] logits = new float[block.logits().length];
        pass(bundle).run(block.latents(), Segments.of(STEPS), before.recurrent(), logits);
        assertThat(logits).isEqualTo(block.logits());
    }

    private static DecoderPass pass(Bundle bundle) {
        return new DecoderPass(DecoderWeights.of(bundle), Kernels.best(), PassThreads.one(), STEPS);
    }

    private static TracedBlock block(Bundle bundle, SessionState before, long seed) {
        int symbols = STEPS * bundle.config().frame();
        return new Generator(bundle, Kernels.best())
                .trace(new BlockRequest(before, symbols, Randomness.of(seed, "lean", Temperature.ONE)));
    }

    private static SessionState afterRandomFrames(Bundle bundle, long seed) {
        Generator generator = new Generator(bundle, Kernels.best());
        return generator
                .absorb(generator.start(), Frames.random(bundle.config().frame(), 9, new Random(seed)))
                .state();
    }
}
