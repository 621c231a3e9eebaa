package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.ScalarKernels;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.TinyModels;
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
        Bundle bundle = TinyModels.binary(folder, SEED);
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
        Emission windowed = new Windowed(new BinaryLaw(), 8, 32, 64, 64, 32, Windowed.lags(28, 6, 2, 4));
        ModelConfig config =
                new ModelConfig("mnist", 28, new GaussianLatents(16), Conditioning.OBSERVED, 64, 64, 2, 3, 2, windowed);
        int bytes = KeyedSessions.bytesPerKey(config);
        System.out.println("state bytes per key, 2 layers of 64 states, frames of 28: " + bytes);
        assertThat(bytes).isEqualTo(4 * (2 * 2 * 64 + 2 * 32 + 60) + 61 + 4 * 27);
    }

    private static int bytes(ModelIdentity model, SessionState state) throws Exception {
        return SerializerTest.bytes(new SessionSerializer(), new StoredSession(model, state)).length;
    }
}
