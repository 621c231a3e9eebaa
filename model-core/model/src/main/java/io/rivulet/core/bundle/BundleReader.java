package io.rivulet.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a bundle from a folder or a zip and refuses whatever breaks a rule of the format. */
public final class BundleReader {

    /** The largest size of each file, in bytes. */
    private static final Map<String, Integer> MAX_BYTES =
            Map.of(ConfigJson.FILE, 1 << 20, Safetensors.FILE, 1 << 29, FileDigests.FILE, 1 << 10);

    private BundleReader() {}

    /**
     * Reads a bundle.
     *
     * @param folderOrZip a folder that holds the three files (others are left alone), or a zip of the three alone,
     *     at the top or in one folder
     * @throws BundleException if a rule is broken; the message names the rule, what was found, and the remedy
     */
    public static Bundle read(Path folderOrZip) {
        try {
            if (Files.isDirectory(folderOrZip)) {
                return bundle(Map.of(
                        ConfigJson.FILE, file(folderOrZip, ConfigJson.FILE),
                        Safetensors.FILE, file(folderOrZip, Safetensors.FILE),
                        FileDigests.FILE, file(folderOrZip, FileDigests.FILE)));
            }
            if (!Files.isRegularFile(folderOrZip)) {
                throw new BundleException(
                        "a bundle must be a folder or a zip", "neither at " + folderOrZip, "check the path");
            }
            try (InputStream in = Files.newInputStream(folderOrZip)) {
                return readZip(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundle at " + folderOrZip, e);
        }
    }

    /** Reads a bundle from a zip of its three files, at the top or in one folder. Does not close {@code in}. */
    public static Bundle readZip(InputStream in) {
        return bundle(BundleZip.files(in));
    }

    /** Whether a file of a bundle has this name. */
    static boolean isFile(String name) {
        return MAX_BYTES.containsKey(name);
    }

    /** The names of the three files, sorted. */
    static List<String> fileNames() {
        return MAX_BYTES.keySet().stream().sorted().toList();
    }

    private static Bundle bundle(Map<String, byte[]> files) {
        return new BundleFiles(
                        present(files, ConfigJson.FILE),
                        present(files, Safetensors.FILE),
                        present(files, FileDigests.FILE))
                .bundle();
    }

    private static byte[] present(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw missing(name);
        }
        return bytes;
    }

    private static byte[] file(Path folder, String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw missing(name);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return bounded(name, in);
        }
    }

    /** The bytes of the file of this name, if they are not too many. */
    static byte[] bounded(String name, InputStream in) throws IOException {
        int max = MAX_BYTES.getOrDefault(name, 0);
        byte[] bytes = in.readNBytes(max + 1);
        if (bytes.length > max) {
            throw new BundleException(name + " may have at most " + max + " bytes", "more", "make the model smaller");
        }
        return bytes;
    }

    private static BundleException missing(String name) {
        return new BundleException("a bundle must hold " + name, "none", "copy the whole bundle, all three files");
    }
}
