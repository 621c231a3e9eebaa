package io.rivulet.flink.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.TinyModels;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a failure the same input gives the same bytes, from any snapshot and for any number of tasks. */
class ReplayTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"hashmap,1", "hashmap,2", "hashmap,3", "hashmap,4", "rocksdb,5", "rocksdb,6"})
    void failuresAtRandomPointsChangeNoByte(String backend, long seed) throws Exception {
        Bundle bundle = TinyModels.binary(folder, seed);
        Random random = new Random(seed);
        Traffic traffic = new Traffic(random, 25, 6);
        Oracle oracle = new Oracle(bundle);
        Map<String, List<Chunk>> undisturbed = new HashMap<>();
        traffic.bySession().forEach((session, prompts) -> undisturbed.put(session, oracle.answers(prompts)));

        Map<String, List<Chunk>> seen = new Cluster(folder, backend, random).answer(traffic.interleaved());

        assertThat(seen).isEqualTo(undisturbed);
    }

    /** Tasks that are killed and restored with another parallelism; only what a snapshot covers is ever seen. */
    private static final class Cluster {

        private final GenerateSettings settings;
        private final String backend;
        private final Random random;
        private final Map<String, List<Chunk>> seen = new HashMap<>();
        private List<Harness> tasks = new ArrayList<>();

        Cluster(Path model, String backend, Random random) {
            this.settings = Harness.settings(model.toString());
            this.backend = backend;
            this.random = random;
        }

        Map<String, List<Chunk>> answer(List<Prompt> prompts) throws Exception {
            start(null, 0);
            int covered = 0;
            while (covered < prompts.size()) {
                int until = Math.min(prompts.size(), covered + 1 + random.nextInt(60));
                feed(prompts.subList(covered, until));
                OperatorSubtaskState snapshot = snapshot();
                commit();
                covered = until;
                int lost = Math.min(prompts.size(), covered + random.nextInt(30));
                feed(prompts.subList(covered, lost));
                int old = tasks.size();
                stop();
                start(snapshot, old);
            }
            for (Harness task : tasks) {
                task.run();
            }
            commit();
            stop();
            return seen;
        }

        private void start(OperatorSubtaskState snapshot, int old) throws Exception {
            int parallelism = 1 + random.nextInt(3);
            tasks = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                tasks.add(
                        snapshot == null
                                ? Harness.open(settings, backend, parallelism, i)
                                : Harness.restore(settings, backend, snapshot, old, parallelism, i));
            }
        }

        private void feed(List<Prompt> prompts) throws Exception {
            for (Prompt prompt : prompts) {
                Harness task = tasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        prompt.origin().sessionId(), Harness.MAX_PARALLELISM, tasks.size()));
                task.arrive(prompt);
                if (random.nextInt(4) == 0) {
                    task.wave();
                }
            }
        }

        private OperatorSubtaskState snapshot() throws Exception {
            OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = tasks.get(i).snapshot();
            }
            return AbstractStreamOperatorTestHarness.repackageState(states);
        }

        private void commit() {
            for (Harness task : tasks) {
                assertThat(task.deadLetters()).isEmpty();
                task.chunks()
                        .forEach(chunk -> seen.computeIfAbsent(chunk.origin().sessionId(), key -> new ArrayList<>())
                                .add(chunk));
            }
        }

        private void stop() throws Exception {
            for (Harness task : tasks) {
                task.close();
            }
        }
    }
}
