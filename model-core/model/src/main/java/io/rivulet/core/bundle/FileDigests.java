package io.rivulet.core.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code model.sha256}: what {@code sha256sum config.json model.safetensors} prints, and how to check it. */
public final class FileDigests {

    public static final String FILE = "model.sha256";

    private static final List<String> COVERED = List.of(ConfigJson.FILE, Safetensors.FILE);
    private static final int DIGEST_DIGITS = 64;

    /** Text or binary mode, GNU's form or BSD's, here or in this folder by name. */
    private static final Pattern GNU = Pattern.compile("(?<digest>[0-9a-fA-F]{64}) [ *](?:\\./)?(?<file>.+)");

    private static final Pattern BSD =
            Pattern.compile("SHA256 ?\\((?:\\./)?(?<file>.+)\\) ?= (?<digest>[0-9a-fA-F]{64})");

    private FileDigests() {}

    /** The digests of these two files. */
    public static byte[] of(byte[] config, byte[] tensors) {
        String lines = hex(sha256(config)) + "  " + ConfigJson.FILE + "\n" + hex(sha256(tensors)) + "  "
                + Safetensors.FILE + "\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Both files once, in any order, as {@code sha256sum} and its like print them on any machine: in text or binary
     * mode, with the line ends and the encoding of Windows.
     *
     * @throws BundleException if {@code digests} are not those of the two files
     */
    public static void check(byte[] digests, byte[] config, byte[] tensors) {
        Map<String, String> stated = new HashMap<>();
        for (String line : text(digests).split("\r?\n")) {
            Matcher gnu = GNU.matcher(line);
            Matcher entry = gnu.matches() ? gnu : BSD.matcher(line);
            if (!entry.matches() || !COVERED.contains(entry.group("file"))) {
                throw refusal("line " + (stated.size() + 1) + " without one of these names behind " + DIGEST_DIGITS
                        + " hexadecimal digits");
            }
            String digest = entry.group("digest").toLowerCase(Locale.ROOT);
            if (stated.put(entry.group("file"), digest) != null) {
                throw refusal(entry.group("file") + " twice");
            }
        }
        checkOne(ConfigJson.FILE, stated, config);
        checkOne(Safetensors.FILE, stated, tensors);
    }

    /** Shells on Windows write UTF-16, and editors a byte order mark. */
    private static String text(byte[] bytes) {
        boolean marked = bytes.length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        String text = new String(bytes, marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static BundleException refusal(String found) {
        return new BundleException(
                FILE + " must be what sha256sum prints for " + COVERED,
                found,
                "run: sha256sum config.json model.safetensors > model.sha256");
    }

    private static void checkOne(String file, Map<String, String> digests, byte[] bytes) {
        String stated = digests.get(file);
        if (stated == null) {
            throw refusal("no line for " + file);
        }
        String found = hex(sha256(bytes));
        if (!found.equals(stated)) {
            throw new BundleException(
                    file + " must have the digest that " + FILE + " states, " + stated,
                    found,
                    "restore the damaged file; after an intended change write the digests again");
        }
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        return newSha256().digest(bytes);
    }
}
