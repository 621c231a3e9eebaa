package io.rivulet.flink.serving;

import io.rivulet.core.TinyBundles;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.Story;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.shaded.guava33.com.google.common.hash.Hashing;

/**
 * The committed savepoints: whole ones, in Flink's canonical format, of the operator in the middle of {@link Story}.
 * Each is one file, as small states lie in the metadata itself.
 *
 * <p>{@link #make} makes those of the present version, once, before a release changes what is written.
 */
final class SavepointResource {

    static final Path FOLDER = Path.of("src/test/resources/savepoints");

    /** A second after the last request, by the clock of the time to live. */
    static final Duration TAKEN = Duration.ofMinutes(1);

    static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    /** The model in {@code model-ordered}, to which savepoints of the kind "ordered" went over. */
    static final String ORDERED = "bb1df215a7edd96084fe9bef176bf0547ef03490ae1a0c8a97153615cb10a4dd";

    private static final int HALF = 4;

    private static final String UID = "generate";

    private SavepointResource() {}

    /** Writes the savepoints of the version that is written now, which is named so, such as {@code v2}. */
    static void make(String version) throws Exception {
        for (String kind : List.of("hashmap", "rocksdb", "ttl", "ordered")) {
            try (Harness task = told(kind)) {
                write(FOLDER.resolve(version + "-" + kind), task.savepoint());
            }
        }
    }

    /** A task in the middle of the story, told as the savepoints of this kind were. */
    static Harness told(String kind) throws Exception {
        Harness task = Harness.withRollouts(settings(kind), kind.equals("rocksdb") ? "rocksdb" : "hashmap");
        task.ttlTime(TAKEN);
        for (Prompt prompt : Story.BEFORE.subList(0, HALF)) {
            task.send(prompt);
        }
        if (kind.equals("ordered")) {
            task.rollOut(new Rollout(
                    Prompts.source(1),
                    TinyBundles.NAME,
                    FOLDER.resolve("model-ordered").toString(),
                    ORDERED,
                    RolloutPolicy.KEEP));
        }
        for (Prompt prompt : Story.BEFORE.subList(HALF, Story.BEFORE.size())) {
            task.send(prompt);
        }
        return task;
    }

    /** Settings of a savepoint of this kind. */
    static GenerateSettings settings(String kind) {
        Duration timeToLive = kind.equals("ttl") ? TIME_TO_LIVE : Duration.ZERO;
        return GenerateSettings.of(FOLDER.resolve("model").toString(), Harness.LIMITS)
                .timeToLive(timeToLive)
                .build();
    }

    /** The folder of a committed savepoint, or of the model that they were made with. */
    static Path path(String name) throws URISyntaxException {
        URL url = SavepointResource.class.getResource("/savepoints/" + name);
        return Path.of(Objects.requireNonNull(url, name).toURI());
    }

    /** The state of the one task that made it. */
    static Tasks.Snapshot read(String name) throws Exception {
        try (InputStream in = Files.newInputStream(path(name).resolve("_metadata"))) {
            ClassLoader loader = SavepointResource.class.getClassLoader();
            for (OperatorState operator : Checkpoints.loadCheckpointMetadata(
                            new java.io.DataInputStream(in), loader, path(name).toString())
                    .getOperatorStates()) {
                return new Tasks.Snapshot(Objects.requireNonNull(operator.getState(0)), 1);
            }
            throw new IOException("a committed savepoint must have an operator, " + name + " has none; make it anew");
        }
    }

    /** A savepoint of one task as text, in which session ids and request ids can be looked for. */
    static String text(OperatorSubtaskState state, Path scratch) throws IOException {
        write(scratch, state);
        return Files.readString(scratch.resolve("_metadata"), StandardCharsets.ISO_8859_1);
    }

    static void write(Path folder, OperatorSubtaskState state) throws IOException {
        byte[] id = Hashing.murmur3_128(0)
                .newHasher()
                .putString(UID, StandardCharsets.UTF_8)
                .hash()
                .asBytes();
        OperatorState operator = new OperatorState(UID, UID, new OperatorID(id), 1, Harness.MAX_PARALLELISM);
        operator.putState(0, state);
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, List.of(operator), List.of()), out);
        }
    }
}
