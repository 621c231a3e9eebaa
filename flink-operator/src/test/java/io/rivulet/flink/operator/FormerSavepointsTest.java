package io.rivulet.flink.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.flink.Story;
import io.rivulet.flink.event.Chunk;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Savepoints of every version that ever wrote state go on as if nothing had happened. */
class FormerSavepointsTest {

    static Stream<String> savepoints() throws IOException, URISyntaxException {
        List<String> names;
        try (Stream<Path> folders = Files.list(SavepointResource.path(""))) {
            names = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("v"))
                    .sorted()
                    .toList();
        }
        assertThat(names).contains("v1-hashmap", "v1-rocksdb", "v1-ttl", "v2-hashmap", "v2-rocksdb", "v2-ttl");
        return names.stream();
    }

    @Test
    @EnabledIfSystemProperty(named = "savepoints.make", matches = "v[0-9]+")
    void theSavepointsOfANewVersionAreMade() throws Exception {
        SavepointResource.make(System.getProperty("savepoints.make"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("savepoints")
    void aRestoredSavepointGivesTheBytesOfAnUninterruptedRun(String name) throws Exception {
        GenerateSettings settings =
                SavepointResource.settings(SavepointResource.path("model"), name.substring(name.indexOf('-') + 1));
        Map<String, List<Chunk>> uninterrupted = uninterrupted(settings);
        Tasks.Snapshot savepoint = SavepointResource.read(name);

        assertThat(uninterrupted).hasSize(6);
        for (String backend : List.of("hashmap", "rocksdb")) {
            for (int parallelism = 1; parallelism <= 3; parallelism += 2) {
                try (Tasks tasks = Tasks.restore(settings, backend, savepoint, parallelism)) {
                    assertThat(after(tasks))
                            .as("%s in %s on %s tasks", name, backend, parallelism)
                            .isEqualTo(uninterrupted);
                    assertThat(tasks.deadLetters()).isEmpty();
                }
            }
        }
    }

    private static Map<String, List<Chunk>> uninterrupted(GenerateSettings settings) throws Exception {
        try (Tasks tasks = Tasks.open(settings, "hashmap", 1)) {
            tasks.send(Story.BEFORE);
            tasks.forget();
            return after(tasks);
        }
    }

    private static Map<String, List<Chunk>> after(Tasks tasks) throws Exception {
        tasks.send(Story.AFTER);
        tasks.run();
        return tasks.chunks();
    }
}
