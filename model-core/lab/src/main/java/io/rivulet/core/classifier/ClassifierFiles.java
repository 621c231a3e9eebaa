package io.rivulet.core.classifier;

import io.rivulet.core.bundle.FileDigests;
import io.rivulet.core.bundle.Safetensors;
import io.rivulet.core.evaluation.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A classifier's folder, made like a model's bundle: {@code config.json} (a {@link ClassifierRecord}), {@code
 * model.safetensors} (the tensors of {@link ClassifierShape}) and {@code model.sha256}.
 */
public final class ClassifierFiles {
    private static final String CONFIG = "config.json";

    private ClassifierFiles() {}

    /** The classifier called {@code name} among the models that ship. */
    public static Classifier shipped(String name) {
        String folder = "/models/" + name + "/";
        byte[] config = resource(folder + CONFIG);
        byte[] tensors = resource(folder + Safetensors.FILE);
        FileDigests.check(resource(folder + FileDigests.FILE), config, tensors);
        ClassifierRecord record = RecordJson.read(name + "/" + CONFIG, config, ClassifierRecord.class);
        return new Classifier(record.plan().shape(), Safetensors.read(tensors));
    }

    /** What {@code config.json} of a classifier that ships says. */
    public static ClassifierRecord shippedRecord(String name) {
        return RecordJson.read(name + "/" + CONFIG, resource("/models/" + name + "/" + CONFIG), ClassifierRecord.class);
    }

    public static void write(Path folder, Classifier classifier, ClassifierRecord record) throws IOException {
        byte[] config = RecordJson.write(record);
        byte[] tensors = Safetensors.write(classifier.weights());
        Files.createDirectories(folder);
        Files.write(folder.resolve(CONFIG), config);
        Files.write(folder.resolve(Safetensors.FILE), tensors);
        Files.write(folder.resolve(FileDigests.FILE), FileDigests.of(config, tensors));
    }

    private static byte[] resource(String path) {
        try (InputStream in = ClassifierFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the release must hold " + path + ", found none; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " of the release", e);
        }
    }
}
