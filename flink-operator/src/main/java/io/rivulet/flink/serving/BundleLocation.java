package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/**
 * Where the job and the commands find a model: {@code builtin:NAME} in the job jar, or a bundle's folder or zip file at
 * a local path or at any URI that Flink's file systems know.
 *
 * @param location as configured
 */
public record BundleLocation(String location) {

    private static final List<String> FILES = List.of("config.json", "model.safetensors", "model.sha256");

    /** @throws IllegalArgumentException if nothing can lie at such a location; the message says why */
    public BundleLocation {
        BundleAddress.of(location);
    }

    /** Whether another machine, or a process in another folder, would look elsewhere. */
    public boolean isRelative() {
        return BundleAddress.of(location) instanceof BundleAddress.Local local
                && !local.path().isAbsolute();
    }

    /** The same place for whoever reads it wherever: a relative path is one from the folder of this process. */
    public BundleLocation absolute() {
        return isRelative()
                ? new BundleLocation(Path.of(location).toAbsolutePath().toString())
                : this;
    }

    /** Reads the bundle; its every rule is checked, and a broken one is an exception that names it. */
    public Bundle load() throws IOException {
        BundleAddress address = BundleAddress.of(location);
        if (address instanceof BundleAddress.Builtin builtin) {
            return builtin(builtin.name());
        }
        if (address instanceof BundleAddress.Local local) {
            return file(local.path().toAbsolutePath().toUri());
        }
        return file(((BundleAddress.Remote) address).uri());
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

    private Bundle file(URI uri) throws IOException {
        FileSystem files = fileSystem(uri);
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(uri);
        if (!files.exists(path)) {
            String shell =
                    location.startsWith("~") ? "write the home folder out, ~ is the shell's alone" : "check the path";
            throw new IOException("a model must be a bundle's folder or zip file, found nothing at " + path + "; "
                    + shell + ", and that every worker can read it");
        }
        if (files.getFileStatus(path).isDir()) {
            return gathered(file -> opened(files, new org.apache.flink.core.fs.Path(path, file)));
        }
        try (InputStream zip = files.open(path)) {
            return BundleReader.readZip(zip);
        }
    }

    private static FileSystem fileSystem(URI uri) throws IOException {
        try {
            return FileSystem.get(uri);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new IOException(
                    "a model's URI must have a scheme that Flink's file systems know, found " + uri.getScheme()
                            + "; put the plugin of that file system into Flink, or copy the bundle to a local path",
                    e);
        }
    }

    private static InputStream opened(FileSystem files, org.apache.flink.core.fs.Path file) throws IOException {
        try {
            return files.open(file);
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "a model's folder must hold " + String.join(", ", FILES) + ", each readable, found no such "
                            + file.getName() + " in " + file.getParent() + "; copy the bundle whole",
                    e);
        }
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
