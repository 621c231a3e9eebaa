package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Where the job finds its model: {@code builtin:NAME} in the job jar, or a folder or zip file at a local path or at any
 * URI that Flink's file systems know.
 *
 * @param location as configured
 */
public record BundleLocation(String location) {

    private static final String BUILTIN = "builtin:";
    private static final List<String> FILES = List.of("config.json", "model.safetensors", "model.sha256");

    /** Reads the bundle; its every rule is checked, and a broken one is an exception that names it. */
    public Bundle load() throws IOException {
        return location.startsWith(BUILTIN) ? builtin(location.substring(BUILTIN.length())) : file(uri(location));
    }

    /**
     * As {@link #load()}, and refuses every model but one: whoever can write to the location can otherwise put another
     * one there.
     *
     * @param fingerprint that the bundle must have, 64 lower-case hexadecimal digits; null for any
     */
    public Bundle load(@Nullable String fingerprint) throws IOException {
        Bundle bundle = load();
        if (fingerprint != null && !fingerprint.equals(bundle.fingerprint().hex())) {
            throw new IOException("the model at " + location + " must have the fingerprint that is demanded of it, "
                    + fingerprint + ", found " + bundle.fingerprint()
                    + "; bring that model back, or demand this one once you trust it");
        }
        return bundle;
    }

    private static Bundle builtin(String name) throws IOException {
        ClassLoader jar = BundleLocation.class.getClassLoader();
        try (InputStream zip = jar.getResourceAsStream("models/" + name + ".zip")) {
            if (zip != null) {
                return BundleReader.readZip(zip);
            }
        }
        return gathered(file -> {
            InputStream in = jar.getResourceAsStream("models/" + name + "/" + file);
            if (in == null) {
                throw new IOException("a built-in model must be in the job jar as models/" + name + ".zip or models/"
                        + name + "/, found neither; build the jar with it, or name a bundle's path instead");
            }
            return in;
        });
    }

    private static Bundle file(URI uri) throws IOException {
        FileSystem files = FileSystem.get(uri);
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(uri);
        if (!files.exists(path)) {
            throw new IOException("a model must be a bundle's folder or zip file, found nothing at " + path
                    + "; check the path, and that every worker can read it");
        }
        if (files.getFileStatus(path).isDir()) {
            return gathered(file -> files.open(new org.apache.flink.core.fs.Path(path, file)));
        }
        try (InputStream zip = files.open(path)) {
            return BundleReader.readZip(zip);
        }
    }

    private static URI uri(String location) {
        URI uri = scheme(location) == null ? Path.of(location).toAbsolutePath().toUri() : URI.create(location);
        return uri;
    }

    private static @Nullable String scheme(String location) {
        int colon = location.indexOf(':');
        // A single letter before the colon is a Windows drive.
        return colon > 1 && location.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")
                ? location.substring(0, colon)
                : null;
    }

    /** Copies the three files to a folder of this machine, for they may lie on any file system, and reads them. */
    private static Bundle gathered(Opener opener) throws IOException {
        Path folder = Files.createTempDirectory("rivulet-model");
        try {
            for (String file : FILES) {
                try (InputStream in = opener.open(file)) {
                    Files.copy(in, folder.resolve(file));
                }
            }
            return BundleReader.read(folder);
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }

    private interface Opener {
        InputStream open(String file) throws IOException;
    }
}
