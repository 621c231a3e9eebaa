package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleReader;
import io.rivulet.core.emission.Draws;
import io.rivulet.core.emission.Past;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.numerics.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The same weights in, the same logits out as PyTorch: the bundle and the traced run beside this test were written by
 * an independent PyTorch program, with random weights.
 */
class ReferenceTest {

    private static final float TOLERANCE = 1e-4f;

    private static final Path FOLDER = Path.of("src/test/resources/io/rivulet/core/generate/reference");

    @Test
    void thePyTorchReferenceAndWeGiveTheSamePriorsAndLogits() throws IOException {
        JsonNode trace =
                new ObjectMapper().readTree(FOLDER.resolve("trace.json").toFile());
        Bundle bundle = BundleReader.read(FOLDER);
        Kernels kernels = Kernels.best();
        TensorSource tensors = new TensorSource(TensorLayout.serving(bundle.config()), bundle.weights(), kernels);
        CausalStack decoder = CausalStack.decoder(bundle.config(), tensors, kernels, PassThreads.one());
        Heads heads = Heads.of(bundle.config(), tensors, kernels);
        Conditioner conditioner = Conditioner.of(bundle.config(), tensors, kernels, PassThreads.one(), decoder);
        Linear embedLatents = tensors.linear("decoder.embed_z");
        FramePass frames = new FramePass(bundle.config(), conditioner, heads.memory());

        int stride = bundle.config().stateFloats();
        float[] state = new float[stride];
        decoder.start(state);
        frames.run(shown(floats(trace.get("absorbed")), 7), state, 100);
        int blocks = 0;
        for (JsonNode block : trace.get("blocks")) {
            int steps = block.get("z").size();
            Segments segments = Segments.of(steps);
            Draws draws = new Draws();
            for (int t = 0; t < steps; t++) {
                draws.add(1, t, new Temperature(0), 0);
            }
            conditioner.plan(segments, new boolean[1], state.clone(), stride);
            assertPrior(
                    conditioner.ahead().parameters(),
                    block,
                    steps,
                    bundle.config().latents().inputs());

            embedLatents.forward(kernels, floats(block.get("z")), steps, decoder.input(steps));
            float[] hidden = decoder.run(segments, state.clone(), stride);
            heads.emission()
                    .draw(
                            hidden,
                            draws,
                            new Past(segments, state, stride, stride),
                            new float[steps * bundle.config().frame()]);
            float[] logits = floats(block.get("logits"));
            assertThat(Arrays.copyOf(heads.emission().logits(), logits.length))
                    .containsExactly(logits, within(TOLERANCE));

            frames.run(shown(floats(block.get("symbols")), steps), state, 100);
            blocks++;
        }
        assertThat(blocks).isEqualTo(2);
    }

    private static ShownFrames shown(float[] frames, int steps) {
        ShownFrames one = new ShownFrames();
        one.add(frames, 0, steps);
        return one;
    }

    private static void assertPrior(float[] prior, JsonNode block, int steps, int latent) {
        float[] mean = floats(block.get("prior_mean"));
        float[] logSd = floats(block.get("prior_log_sd"));
        for (int t = 0; t < steps; t++) {
            for (int d = 0; d < latent; d++) {
                assertThat(prior[t * 2 * latent + d]).isCloseTo(mean[t * latent + d], within(TOLERANCE));
                assertThat(prior[t * 2 * latent + latent + d]).isCloseTo(logSd[t * latent + d], within(TOLERANCE));
            }
        }
    }

    private static float[] floats(JsonNode rows) {
        double[] values = StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
