package io.rivulet.flink.operator;

import io.rivulet.flink.Story;
import io.rivulet.flink.TinyModels;
import io.rivulet.flink.event.ModelChangePolicy;
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
 * The committed savepoints: whole ones, in Flink's canonical format, of the operator in the middle of {@link Story}. Each
 * is one file, as small states lie in the metadata itself.
 *
 * <p>{@link #make} makes those of the present version, once, before a release changes what is written.
 */
final class SavepointResource {

    static final Path FOLDER = Path.of("src/test/resources/savepoints");

    /** A second after the last request, by the clock of the time to live. */
    static final Duration TAKEN = Duration.ofMinutes(1);

    static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    private static final String UID = "generate";

    private SavepointResource() {}

    /** Writes the savepoints of the version that is written now, which is named so, such as {@code v2}. */
    static void make(String version) throws Exception {
        Path model = FOLDER.resolve("model");
        if (!Files.exists(model)) {
            TinyModels.binary(model, 1);
        }
        for (String kind : List.of("hashmap", "rocksdb", "ttl")) {
            try (Harness task = Harness.open(settings(model, kind), kind.equals("ttl") ? "hashmap" : kind, 1, 0)) {
                task.ttlTime(TAKEN);
                for (var prompt : Story.BEFORE) {
                    task.send(prompt);
                }
                write(FOLDER.resolve(version + "-" + kind), task.savepoint());
            }
        }
    }

    /** Settings of a savepoint of this kind. */
    static GenerateSettings settings(Path model, String kind) {
        Duration timeToLive = kind.equals("ttl") ? TIME_TO_LIVE : Duration.ZERO;
        return new GenerateSettings(
                model.toString(), null, ModelChangePolicy.REJECT, timeToLive, Duration.ZERO, Harness.LIMITS);
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
