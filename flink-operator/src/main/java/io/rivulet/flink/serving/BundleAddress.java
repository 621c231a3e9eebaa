package io.rivulet.flink.serving;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a bundle's location means. Whatever a file system would drop or misread without a word is refused here. */
sealed interface BundleAddress {

    /** A model in the job jar. */
    record Builtin(String name) implements BundleAddress {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

        public Builtin {
            if (!NAME.matcher(name).matches()) {
                throw refusal(
                        "the name behind builtin: must be letters, digits, dots, dashes and underscores",
                        name.isEmpty() ? "none" : "another character",
                        "write builtin:mnist, or the path of a bundle");
            }
        }
    }

    /** A path of this machine. */
    record Local(Path path) implements BundleAddress {}

    /** A URI of any of Flink's file systems. */
    record Remote(URI uri) implements BundleAddress {}

    String BUILTIN = "builtin";
    String LOCAL = "file";

    /** @throws IllegalArgumentException that says what is wrong with this location */
    static BundleAddress of(String location) {
        if (location.isBlank()) {
            throw refusal("a model's location must not be empty", "nothing", "name a bundle, or builtin:mnist");
        }
        String scheme = scheme(location);
        if (scheme == null) {
            return new Local(path(location));
        }
        if (scheme.equalsIgnoreCase(BUILTIN)) {
            return new Builtin(location.substring(scheme.length() + 1));
        }
        URI uri = uri(location);
        return scheme.equalsIgnoreCase(LOCAL) ? new Local(path(uri)) : new Remote(uri);
    }

    private static @Nullable String scheme(String location) {
        int colon = location.indexOf(':');
        // A single letter before the colon is a Windows drive.
        return colon > 1 && location.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")
                ? location.substring(0, colon)
                : null;
    }

    private static Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw refusal(
                    "a model's path must be one that this machine can have",
                    "a character that it cannot at " + e.getIndex() + " of the path",
                    "rename the folder, or run under a UTF-8 locale");
        }
    }

    private static Path path(URI uri) {
        String host = uri.getRawAuthority();
        if (host != null && !host.equalsIgnoreCase("localhost")) {
            throw refusal(
                    "a file: URI must begin with file:/// and an absolute path",
                    "a host between two slashes and the third",
                    "write file:///, or the path alone");
        }
        return Path.of(URI.create(LOCAL + ":" + uri.getRawPath()));
    }

    private static URI uri(String location) {
        URI uri;
        try {
            uri = new URI(location);
        } catch (URISyntaxException e) {
            throw refusal(
                    "a model's URI must have %20 for a space, %25 for a % and %23 for a #",
                    found(location, e.getIndex()), "write it so, or give the local path without its scheme");
        }
        if (uri.isOpaque() || uri.getRawPath().isEmpty()) {
            throw refusal(
                    "a model's URI must have an absolute path behind its scheme",
                    "none",
                    "write file:///folder/model, s3://bucket/model, or a path without a scheme");
        }
        if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
            boolean fragment = uri.getRawFragment() != null;
            throw refusal(
                    "a model's URI must be a path and nothing behind it",
                    fragment ? "a #, which begins a fragment" : "a ?, which begins a query",
                    "write " + (fragment ? "%23 for a #" : "%3F for a ?")
                            + " in a name, or give the local path without its scheme");
        }
        return uri;
    }

    private static String found(String location, int index) {
        char at = index >= 0 && index < location.length() ? location.charAt(index) : 0;
        String what = at == ' ' ? "a space" : at == '%' ? "a % without two hexadecimal digits" : "another character";
        return what + " at " + index + " of the URI";
    }

    private static IllegalArgumentException refusal(String rule, String found, String remedy) {
        return new IllegalArgumentException(rule + ", found " + found + "; " + remedy);
    }
}
