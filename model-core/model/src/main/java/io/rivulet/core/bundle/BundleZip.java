package io.rivulet.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The three files in a zip, however people and their machines zip them: at the top or in one folder, with entries for
 * folders, and with what desktops leave in every folder, such as {@code __MACOSX}. Anything else is refused by name.
 */
final class BundleZip {

    /** Entries that are passed over, and the bytes of each: more is no bundle that somebody zipped. */
    private static final int MAX_PASSED_OVER = 64;

    private static final int MAX_PASSED_OVER_BYTES = 1 << 16;
    private static final Set<String> LEFT_BY_DESKTOPS = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

    private final Map<String, byte[]> files = new HashMap<>();
    private @Nullable String folder;
    private int passedOver;

    private BundleZip() {}

    /** Those of the three that {@code in}, which stays open, holds. */
    static Map<String, byte[]> files(InputStream in) {
        BundleZip bundle = new BundleZip();
        try {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                bundle.take(entry, zip);
            }
        } catch (ZipException e) {
            throw new BundleException("a zipped bundle must be a sound zip", e.toString(), "zip the folder again", e);
        } catch (IOException e) {
            throw new BundleException("a zipped bundle must be complete", e.toString(), "copy the zip again", e);
        }
        if (bundle.files.isEmpty()) {
            throw new BundleException(
                    "a bundle must be a folder or a zip of its files",
                    "neither a folder nor a zip with one of them",
                    "name the folder that holds " + ConfigJson.FILE + ", or a zip of it");
        }
        return bundle.files;
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            // What it says of a name that is no text.
            throw new ZipException(e.toString());
        }
    }

    private void take(ZipEntry entry, InputStream content) throws IOException {
        // Some programs on Windows write backslashes.
        String path = entry.getName().replace('\\', '/');
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() || isLeftByDesktop(path, name)) {
            passOver(path, content);
            return;
        }
        String parent = path.substring(0, path.length() - name.length());
        if (folder == null) {
            folder = parent;
        }
        if (!BundleReader.isFile(name) || !parent.equals(folder) || parent.indexOf('/') < parent.length() - 1) {
            throw refusal("entry " + BundleException.shown(entry.getName()));
        }
        if (files.put(name, BundleReader.bounded(name, content)) != null) {
            throw refusal("entry " + BundleException.shown(entry.getName()) + " twice");
        }
    }

    private static boolean isLeftByDesktop(String path, String name) {
        return path.startsWith("__MACOSX/") || name.startsWith("._") || LEFT_BY_DESKTOPS.contains(name);
    }

    private void passOver(String path, InputStream content) throws IOException {
        passedOver++;
        if (passedOver > MAX_PASSED_OVER
                || content.readNBytes(MAX_PASSED_OVER_BYTES + 1).length > MAX_PASSED_OVER_BYTES) {
            throw refusal("entry " + BundleException.shown(path));
        }
    }

    private static BundleException refusal(String found) {
        return new BundleException(
                "a zipped bundle must hold each of " + BundleReader.fileNames()
                        + " once and nothing else, at the top or in one folder",
                found,
                "zip the three files alone");
    }
}
