package io.rivulet.core.bundle;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a bundle that {@link BundleReader} accepts. */
public final class BundleWriter {

    private BundleWriter() {}

    /**
     * Writes the three files into {@code folder}, which is made if need be; other files in it stay. Each file is moved
     * into place whole, the digests last, so a reader in between refuses the mixture instead of reading it.
     *
     * @return the bundle as it will be read
     * @throws BundleException if the reader would refuse it, such as for a number that is not finite
     */
    public static Bundle write(Path folder, ModelConfig config, Weights weights, Provenance provenance) {
        BundleFiles files = BundleFiles.of(config, weights, provenance);
        Bundle bundle = files.bundle();
        try {
            Files.createDirectories(folder);
            place(folder, Safetensors.FILE, files.tensors());
            place(folder, ConfigJson.FILE, files.config());
            place(folder, FileDigests.FILE, files.digests());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the bundle to " + folder, e);
        }
        return bundle;
    }

    private static void place(Path folder, String name, byte[] bytes) throws IOException {
        Path temporary = folder.resolve("." + name + ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(
                    temporary,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
