package io.rivulet.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a bundle from a folder or a zip and refuses whatever breaks a rule of the format. */
public final class BundleReader {

    /** The largest size of each file, in bytes. */
    private static final Map<String, Integer> MAX_BYTES =
            Map.of(ConfigJson.FILE, 1 << 20, Safetensors.FILE, 1 << 29, FileDigests.FILE, 1 << 10);

    private BundleReader() {}

    /**
     * Reads a bundle.
     *
     * @param folderOrZip a folder that holds the three files (others are left alone), or a zip of the three files alone
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

    /** Reads a bundle from a zip of its three files, at the top level. Does not close {@code in}. */
    public static Bundle readZip(InputStream in) {
        Map<String, byte[]> files = new HashMap<>();
        try {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                if (!MAX_BYTES.containsKey(entry.getName()) || files.containsKey(entry.getName())) {
                    throw new BundleException(
                            "a zipped bundle must hold each of " + MAX_BYTES.keySet() + " once and nothing else",
                            "an entry of " + entry.getName().length() + " characters more",
                            "zip the three files alone, without their folder");
                }
                files.put(entry.getName(), bounded(entry.getName(), zip));
            }
        } catch (ZipException e) {
            throw new BundleException("a zipped bundle must be a sound zip", e.toString(), "zip the folder again", e);
        } catch (IOException e) {
            throw new BundleException("a zipped bundle must be complete", e.toString(), "copy the zip again", e);
        }
        return bundle(files);
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            // What it says of a name that is no text.
            throw new ZipException(e.toString());
        }
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

    private static byte[] bounded(String name, InputStream in) throws IOException {
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
