package io.rivulet.core.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code model.sha256}: what {@code sha256sum config.json model.safetensors} prints, and how to check it. */
public final class FileDigests {

    public static final String FILE = "model.sha256";

    private static final List<String> COVERED = List.of(ConfigJson.FILE, Safetensors.FILE);
    private static final Pattern LINES =
            Pattern.compile("([0-9a-f]{64})  config\\.json\n([0-9a-f]{64})  model\\.safetensors\n");

    private FileDigests() {}

    /** The digests of these two files. */
    public static byte[] of(byte[] config, byte[] tensors) {
        String lines = hex(sha256(config)) + "  " + ConfigJson.FILE + "\n" + hex(sha256(tensors)) + "  "
                + Safetensors.FILE + "\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BundleException if {@code digests} are not those of the two files */
    public static void check(byte[] digests, byte[] config, byte[] tensors) {
        Matcher lines = LINES.matcher(new String(digests, StandardCharsets.ISO_8859_1));
        if (!lines.matches()) {
            throw new BundleException(
                    FILE + " must be what sha256sum prints for " + COVERED + ", in this order",
                    digests.length + " bytes that are not",
                    "run: sha256sum config.json model.safetensors > model.sha256");
        }
        checkOne(ConfigJson.FILE, lines.group(1), config);
        checkOne(Safetensors.FILE, lines.group(2), tensors);
    }

    private static void checkOne(String file, String stated, byte[] bytes) {
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
