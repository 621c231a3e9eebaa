package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        Bundle bundle = TinyBundles.binary(folder, seed);
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

        Cluster(Path model, String backend, Random random) {
            this.settings = Harness.settings(model.toString());
            this.backend = backend;
            this.random = random;
        }

        Map<String, List<Chunk>> answer(List<Prompt> prompts) throws Exception {
            Tasks tasks = Tasks.open(settings, backend, anyParallelism());
            int covered = 0;
            while (covered < prompts.size()) {
                int until = Math.min(prompts.size(), covered + 1 + random.nextInt(60));
                feed(tasks, prompts.subList(covered, until));
                Tasks.Snapshot snapshot = tasks.snapshot();
                commit(tasks);
                covered = until;
                int lost = Math.min(prompts.size(), covered + random.nextInt(30));
                feed(tasks, prompts.subList(covered, lost));
                tasks.close();
                tasks = Tasks.restore(settings, backend, snapshot, anyParallelism());
            }
            tasks.run();
            commit(tasks);
            tasks.close();
            return seen;
        }

        private int anyParallelism() {
            return 1 + random.nextInt(3);
        }

        private void feed(Tasks tasks, List<Prompt> prompts) throws Exception {
            for (Prompt prompt : prompts) {
                Harness task = tasks.of(prompt.origin().sessionId());
                task.arrive(prompt);
                if (random.nextInt(4) == 0) {
                    task.wave();
                }
            }
        }

        private void commit(Tasks tasks) {
            assertThat(tasks.deadLetters()).isEmpty();
            tasks.chunks().forEach((session, chunks) -> seen.computeIfAbsent(session, key -> new ArrayList<>())
                    .addAll(chunks));
        }
    }
}
