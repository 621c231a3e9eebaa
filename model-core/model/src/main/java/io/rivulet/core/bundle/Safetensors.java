package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file of F32 tensors, read with every rule checked before a number is looked at.
 *
 * <pre>
 * 8 bytes   header length n, little-endian, 2 .. 1 MiB
 * n bytes   JSON object, then spaces: name -> {"dtype":"F32","shape":[..],"data_offsets":[begin,end]}
 * the rest  the numbers, little-endian, tensor after tensor without a gap, in any order of the header
 * </pre>
 */
public final class Safetensors {

    public static final String FILE = "model.safetensors";
    static final int MAX_HEADER_BYTES = 1 << 20;

    private static final int LENGTH_BYTES = 8;
    private static final String REMEDY = "restore the file or export the model again";

    private Safetensors() {}

    /** @throws BundleException if a rule of the format is broken */
    public static Weights read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[headerLength(in)];
        in.get(header);
        ByteBuffer data = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<TensorSpec> specs = SafetensorsHeader.specs(header, data.remaining());
        Map<String, Tensor> tensors = new HashMap<>();
        for (TensorSpec spec : specs) {
            float[] values = new float[(int) spec.size()];
            data.asFloatBuffer().get(values);
            data.position(data.position() + values.length * Float.BYTES);
            requireFinite(spec.name(), values);
            tensors.put(spec.name(), Tensor.adopt(spec.shape(), values));
        }
        return new Weights(tensors);
    }

    private static int headerLength(ByteBuffer in) {
        if (in.remaining() < LENGTH_BYTES) {
            throw refusal("must begin with 8 bytes of header length", in.remaining() + " bytes in all");
        }
        long length = in.getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw refusal("header length must be between 2 and " + MAX_HEADER_BYTES, Long.toUnsignedString(length));
        }
        if (length > in.remaining()) {
            throw refusal("header must lie within the file", length + " bytes of " + in.remaining());
        }
        return (int) length;
    }

    private static void requireFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw refusal("every number of " + name + " must be finite", values[i] + " at index " + i);
            }
        }
    }

    /** The bytes of a file that holds {@code weights}, in the order of their names. */
    public static byte[] write(Weights weights) {
        ObjectNode header = ConfigJson.NODES.objectNode();
        long position = 0;
        for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
            ObjectNode spec = header.putObject(entry.getKey()).put("dtype", "F32");
            entry.getValue().shape().forEach(spec.putArray("shape")::add);
            long end = position + (long) Float.BYTES * entry.getValue().size();
            spec.putArray("data_offsets").add(position).add(end);
            position = end;
        }
        byte[] text = ConfigJson.compact(header);
        int padded = (text.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + position))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(text);
        while (out.position() < LENGTH_BYTES + padded) {
            out.put((byte) ' ');
        }
        for (Tensor tensor : weights.tensors().values()) {
            out.asFloatBuffer().put(tensor.borrow());
            out.position(out.position() + tensor.size() * Float.BYTES);
        }
        return out.array();
    }

    static BundleException refusal(String rule, String found) {
        return refusal(rule, found, REMEDY);
    }

    static BundleException refusal(String rule, String found, String remedy) {
        return new BundleException(FILE + ": " + rule, found, remedy);
    }
}
