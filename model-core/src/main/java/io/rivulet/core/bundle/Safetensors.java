package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.Tensor;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file of F32 tensors, read with every rule checked before a number is looked at.
 *
 * <pre>
 * 8 bytes   header length n, little-endian, 2 .. 1 MiB
 * n bytes   JSON object, then spaces: name -> {"dtype":"F32","shape":[..],"data_offsets":[begin,end]}
 * the rest  the numbers, little-endian, each tensor where the one before it in the header ends
 * </pre>
 */
final class Safetensors {

    static final String FILE = "model.safetensors";
    static final int MAX_HEADER_BYTES = 1 << 20;

    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";
    private static final String REMEDY = "restore the file or export the model again";

    private Safetensors() {}

    static Weights read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[headerLength(in)];
        in.get(header);
        ByteBuffer data = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<TensorSpec> specs = specs(header, data.remaining());
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

    private static List<TensorSpec> specs(byte[] header, int dataBytes) {
        int end = header.length;
        while (end > 0 && header[end - 1] == ' ') {
            end--;
        }
        if (header[0] != '{' || end == 0 || header[end - 1] != '}') {
            throw refusal("header must begin with { and end with } and spaces", "other bytes there");
        }
        List<TensorSpec> specs = new ArrayList<>();
        long position = 0;
        for (Map.Entry<String, JsonNode> field :
                StrictJson.object(FILE + " header", header).properties()) {
            if (field.getKey().equals(METADATA)) {
                requireMetadata(field.getValue());
                continue;
            }
            TensorSpec spec = spec(field.getKey(), field.getValue(), position, dataBytes);
            position += spec.size() * Float.BYTES;
            specs.add(spec);
        }
        if (position != dataBytes) {
            throw refusal("data must end where the last tensor ends, at byte " + position, dataBytes + " bytes");
        }
        return specs;
    }

    private static TensorSpec spec(String name, JsonNode node, long position, int dataBytes) {
        if (node.size() != 3 || !(node instanceof ObjectNode entry)) {
            throw refusal("entry of " + name + " must hold dtype, shape and data_offsets", "something else");
        }
        if (!entry.path("dtype").asText().equals("F32")) {
            throw refusal("dtype of " + name + " must be F32", "another one");
        }
        List<Long> offsets = numbers(name, "data_offsets", entry.path("data_offsets"));
        List<Long> extents = numbers(name, "shape", entry.path("shape"));
        if (offsets.size() != 2 || offsets.get(0) != position) {
            throw refusal(
                    "data_offsets of " + name + " must begin where the tensor before ends, at " + position,
                    offsets.toString());
        }
        long size = size(name, extents, dataBytes);
        if (offsets.get(1) != position + size * Float.BYTES) {
            throw refusal(
                    "data_offsets of " + name + " must span 4 bytes for each of " + size + " numbers",
                    offsets.toString());
        }
        if (offsets.get(1) > dataBytes) {
            throw refusal(
                    "data of " + name + " must lie within the file",
                    "an end at " + offsets.get(1) + " of " + dataBytes);
        }
        return new TensorSpec(name, extents.stream().map(Long::intValue).toList());
    }

    private static long size(String name, List<Long> extents, int dataBytes) {
        long size = 1;
        for (long extent : extents) {
            // Both factors are below 2^31 here, so the product cannot overflow.
            size = extent > Integer.MAX_VALUE ? Long.MAX_VALUE : size * extent;
            if (size > dataBytes / Float.BYTES) {
                throw refusal(
                        "shape of " + name + " must fit into the file's data", extents + " of " + dataBytes + " bytes");
            }
        }
        return size;
    }

    private static List<Long> numbers(String name, String what, JsonNode node) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.canConvertToLong() || !element.isIntegralNumber() || element.longValue() < 0) {
                throw refusal(what + " of " + name + " must hold whole numbers from 0", "another element");
            }
            numbers.add(element.longValue());
        }
        if (!node.isArray()) {
            throw refusal(what + " of " + name + " must be an array", "JSON of type " + node.getNodeType());
        }
        return numbers;
    }

    private static void requireMetadata(JsonNode node) {
        boolean texts = node.isObject();
        for (JsonNode element : node) {
            texts &= element.isTextual();
        }
        if (!texts) {
            throw refusal(METADATA + " must hold texts only", "another element");
        }
    }

    private static void requireFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw refusal("every number of " + name + " must be finite", values[i] + " at index " + i);
            }
        }
    }

    static byte[] write(Weights weights) {
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

    private static BundleException refusal(String rule, String found) {
        return new BundleException(FILE + ": " + rule, found, REMEDY);
    }
}
