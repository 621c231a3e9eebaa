package io.rivulet.testbed.qualification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256, of a record and of a whole output. */
final class Digests {
    private Digests() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Of an output: whatever the order of lanes among each other, in order within each. */
    static String of(Map<String, List<Answer>> lanes) {
        MessageDigest all = sha256();
        new TreeMap<>(lanes).forEach((lane, answers) -> {
            all.update((lane + '\n').getBytes(StandardCharsets.UTF_8));
            for (Answer answer : answers) {
                String line = answer.request() + " " + answer.index() + " " + answer.digest() + '\n';
                all.update(line.getBytes(StandardCharsets.UTF_8));
            }
        });
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
