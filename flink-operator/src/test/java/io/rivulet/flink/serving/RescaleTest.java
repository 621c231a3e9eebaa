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

/**
 * A job that moves from savepoint to savepoint, to other parallelisms and state backends, gives the bytes of one that
 * stays.
 */
class RescaleTest {

    private static final int[] PARALLELISM = {1, 2, 3, 1};

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} then {1}, seed {2}")
    @CsvSource({"hashmap,hashmap,1", "rocksdb,rocksdb,2", "hashmap,rocksdb,3", "rocksdb,hashmap,4"})
    void oneTaskThenTwoThenThreeThenOneChangeNoByte(String backend, String otherBackend, long seed) throws Exception {
        Bundle bundle = TinyBundles.binary(folder, seed);
        Traffic traffic = new Traffic(new Random(seed), 25, 8);
        Map<String, List<Chunk>> undisturbed = new HashMap<>();
        traffic.bySession()
                .forEach((session, prompts) -> undisturbed.put(session, new Oracle(bundle).answers(prompts)));

        assertThat(moving(traffic.interleaved(), backend, otherBackend)).isEqualTo(undisturbed);
    }

    private Map<String, List<Chunk>> moving(List<Prompt> prompts, String... backends) throws Exception {
        GenerateSettings settings = Harness.settings(folder.toString());
        Map<String, List<Chunk>> seen = new HashMap<>();
        int share = prompts.size() / PARALLELISM.length;
        Tasks.Snapshot savepoint = null;
        for (int leg = 0; leg < PARALLELISM.length; leg++) {
            String backend = backends[leg % backends.length];
            try (Tasks tasks = savepoint == null
                    ? Tasks.open(settings, backend, PARALLELISM[leg])
                    : Tasks.restore(settings, backend, savepoint, PARALLELISM[leg])) {
                tasks.send(prompts.subList(leg * share, (leg + 1) * share));
                if (leg == PARALLELISM.length - 1) {
                    tasks.run();
                }
                savepoint = tasks.savepoint();
                assertThat(tasks.deadLetters()).isEmpty();
                tasks.chunks().forEach((session, chunks) -> seen.computeIfAbsent(session, key -> new ArrayList<>())
                        .addAll(chunks));
            }
        }
        return seen;
    }
}
