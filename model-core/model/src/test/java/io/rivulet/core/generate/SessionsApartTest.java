package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.ScalarKernels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session never notices which others share its batch. */
class SessionsApartTest {

    private static final int SESSIONS = 1000;

    /** One event of one session: absorb these, then generate so many. */
    private record Event(float[] symbols, int count) {}

    private static final int EVENTS = 3;
    private static final long SEED = 17;

    @ParameterizedTest(name = "{0}, seed " + SEED)
    @MethodSource("io.rivulet.core.TinyModels#namedModels")
    void aThousandInterleavedSessionsInRaggedBatchesEqualEachAlone(ModelConfig config) {
        Random random = new Random(SEED);
        Bundle bundle = TinyModels.bundle(config, SEED);
        List<List<Event>> events = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            events.add(IntStream.range(0, EVENTS)
                    .mapToObj(e -> new Event(
                            TinyModels.symbols(config.emission(), random.nextInt(40), random), 1 + random.nextInt(40)))
                    .toList());
        }
        List<List<float[]>> together = together(new Generator(bundle, Kernels.best()), events, random);
        Generator generator = new Generator(bundle, Kernels.best());
        for (int i = 0; i < SESSIONS; i++) {
            assertThat(Parts.joined(together.get(i))).as("session " + i).isEqualTo(alone(generator, i, events.get(i)));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("io.rivulet.core.TinyModels#modelsAndSeeds")
    void bothKernelsGiveTheSameBytes(ModelConfig config, long seed) {
        Random random = new Random(seed);
        Bundle bundle = TinyModels.bundle(config, seed);
        List<Event> events =
                List.of(new Event(TinyModels.symbols(config.emission(), 33, random), 50), new Event(new float[0], 25));
        assertThat(alone(new Generator(bundle, Kernels.best()), 0, events))
                .isEqualTo(alone(new Generator(bundle, new ScalarKernels()), 0, events));
    }

    private static List<List<float[]>> together(Generator generator, List<List<Event>> events, Random random) {
        List<List<float[]>> out = new ArrayList<>();
        List<SessionState> states = new ArrayList<>(Collections.nCopies(SESSIONS, generator.start()));
        for (int i = 0; i < SESSIONS; i++) {
            out.add(new ArrayList<>());
        }
        for (int e = 0; e < EVENTS; e++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, SESSIONS).boxed().toList());
            Collections.shuffle(order, random);
            int from = 0;
            for (int size : Parts.random(SESSIONS, 37, random)) {
                batch(generator, order.subList(from, from += size), e, events, states, out);
            }
        }
        for (int i = 0; i < SESSIONS; i++) {
            out.get(i).add(states.get(i).recurrent());
        }
        return out;
    }

    private static void batch(
            Generator generator,
            List<Integer> sessions,
            int event,
            List<List<Event>> events,
            List<SessionState> states,
            List<List<float[]>> out) {
        List<Absorption> absorbed = generator.absorb(sessions.stream()
                .map(i -> new AbsorbRequest(
                        states.get(i), events.get(i).get(event).symbols()))
                .toList());
        List<BlockRequest> requests = new ArrayList<>();
        for (int b = 0; b < sessions.size(); b++) {
            int i = sessions.get(b);
            requests.add(new BlockRequest(
                    absorbed.get(b).state(), events.get(i).get(event).count(), randomness(i)));
        }
        List<Block> blocks = generator.generate(requests);
        for (int b = 0; b < sessions.size(); b++) {
            states.set(sessions.get(b), blocks.get(b).state());
            out.get(sessions.get(b)).add(blocks.get(b).symbols());
        }
    }

    private static float[] alone(Generator generator, int session, List<Event> events) {
        List<float[]> out = new ArrayList<>();
        SessionState state = generator.start();
        for (Event event : events) {
            state = generator.absorb(state, event.symbols()).state();
            Block block = generator.generate(new BlockRequest(state, event.count(), randomness(session)));
            out.add(block.symbols());
            state = block.state();
        }
        out.add(state.recurrent());
        return Parts.joined(out);
    }

    private static Randomness randomness(int session) {
        return Randomness.of(session % 3, "session " + session, new Temperature(session % 4 * 0.5f));
    }
}
