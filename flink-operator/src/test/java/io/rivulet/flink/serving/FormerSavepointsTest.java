package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.flink.Story;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        assertThat(names)
                .contains("v1-hashmap", "v1-rocksdb", "v1-ttl", "v2-hashmap", "v2-rocksdb", "v2-ttl", "v2-ordered");
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
        String kind = name.substring(name.indexOf('-') + 1);
        Map<String, List<Chunk>> uninterrupted = uninterrupted(kind);
        Tasks.Snapshot savepoint = SavepointResource.read(name);

        assertThat(uninterrupted).hasSize(6);
        assertThat(uninterrupted.get("later"))
                .extracting(chunk -> chunk.fingerprint().equals(SavepointResource.ORDERED))
                .containsOnly(kind.equals("ordered"));
        for (String backend : List.of("hashmap", "rocksdb")) {
            for (int parallelism = 1; parallelism <= 3; parallelism += 2) {
                try (Tasks tasks = Tasks.restore(SavepointResource.settings(kind), backend, savepoint, parallelism)) {
                    tasks.send(Story.AFTER);
                    tasks.run();
                    assertThat(tasks.chunks())
                            .as("%s in %s on %s tasks", name, backend, parallelism)
                            .isEqualTo(uninterrupted);
                    assertThat(tasks.deadLetters()).isEmpty();
                }
            }
        }
    }

    private static Map<String, List<Chunk>> uninterrupted(String kind) throws Exception {
        try (Harness task = SavepointResource.told(kind)) {
            task.forget();
            for (Prompt prompt : Story.AFTER) {
                task.send(prompt);
            }
            task.run();
            return task.chunks().stream()
                    .collect(Collectors.groupingBy(chunk -> chunk.origin().sessionId()));
        }
    }
}
