package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Neighbourhood;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.ScalarKernels;
import io.rivulet.flink.Prompts;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionBytesTest {

    private static final long SEED = 11;

    @TempDir
    Path folder;

    @Test
    void aSessionTakesTheSameBytesHoweverMuchItHasSeen() throws Exception {
        Bundle bundle = TinyBundles.binary(folder, SEED);
        Generator generator = new Generator(bundle, new ScalarKernels());
        ModelIdentity model = ModelIdentity.of(bundle.config(), bundle.fingerprint());
        Random random = new Random(SEED);
        int expected = KeyedSessions.bytesPerKey(bundle.config());

        SessionState state = generator.start();
        assertThat(bytes(model, state)).isEqualTo(expected);
        for (int count : new int[] {1, 2, 3, 17, 4000, 40_001}) {
            state = generator.absorb(state, Prompts.binary(random, count)).state();
            assertThat(bytes(model, state)).as("seed %s, %s", SEED, state).isEqualTo(expected);
        }
    }

    @Test
    void theSizeIsThatOfTheStateAndOfTheLastSymbolsAndLittleMore() {
        Emission windowed = Windowed.of(new BinaryLaw())
                .features(8)
                .context(32)
                .joint(64)
                .hidden(64)
                .inner(32)
                .lags(new Neighbourhood(6, 2, 4).lags(28))
                .build();
        ModelConfig config = ModelConfig.named("mnist")
                .frame(28)
                .latents(new GaussianLatents(16))
                .width(64)
                .states(64)
                .decoderLayers(2)
                .encoderLayers(3)
                .flowLayers(2)
                .emission(windowed)
                .build();
        int bytes = KeyedSessions.bytesPerKey(config);
        System.out.println("state bytes per key, 2 layers of 64 states, frames of 28: " + bytes);
        assertThat(bytes).isEqualTo(4 * (2 * 2 * 64 + 2 * 32 + 60) + 61 + 4 * 27);
    }

    private static int bytes(ModelIdentity model, SessionState state) throws Exception {
        return SerializerTest.bytes(new SessionSerializer(), new StoredSession(model, state)).length;
    }
}
