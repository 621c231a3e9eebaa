package io.rivulet.core.bundle;

import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * What names a model beyond doubt: SHA-256 over the canonical configuration, then the numbers of every tensor in the
 * order of the tensors' names, little-endian. Two files that hold the same model have the same fingerprint.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(byte[] config, Weights weights) {
        MessageDigest digest = Digests.newSha256();
        digest.update(CanonicalJson.of(ConfigJson.FILE, config));
        for (Tensor tensor : weights.tensors().values()) {
            ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(tensor.borrow());
            digest.update(bytes);
        }
        return Digests.hex(digest.digest());
    }
}
