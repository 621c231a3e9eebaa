package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The header of a safetensors file: which tensors there are and that their bytes follow each other without a gap. */
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";

    private SafetensorsHeader() {}

    /** The tensors that the header lists, in their order, if they fill {@code dataBytes} exactly. */
    static List<TensorSpec> specs(byte[] header, int dataBytes) {
        int end = header.length;
        while (end > 0 && header[end - 1] == ' ') {
            end--;
        }
        if (header[0] != '{' || end == 0 || header[end - 1] != '}') {
            throw Safetensors.refusal("header must begin with { and end with } and spaces", "other bytes there");
        }
        List<TensorSpec> specs = new ArrayList<>();
        long position = 0;
        for (Map.Entry<String, JsonNode> field :
                StrictJson.object(Safetensors.FILE + " header", header).properties()) {
            if (field.getKey().equals(METADATA)) {
                requireMetadata(field.getValue());
                continue;
            }
            TensorSpec spec = spec(field.getKey(), field.getValue(), position, dataBytes);
            position += spec.size() * Float.BYTES;
            specs.add(spec);
        }
        if (position != dataBytes) {
            throw Safetensors.refusal(
                    "data must end where the last tensor ends, at byte " + position, dataBytes + " bytes");
        }
        return specs;
    }

    private static TensorSpec spec(String name, JsonNode node, long position, int dataBytes) {
        if (node.size() != 3 || !(node instanceof ObjectNode entry)) {
            throw Safetensors.refusal(
                    "entry of " + name + " must hold dtype, shape and data_offsets", "something else");
        }
        if (!entry.path("dtype").asText().equals("F32")) {
            throw Safetensors.refusal("dtype of " + name + " must be F32", "another one");
        }
        List<Long> offsets = numbers(name, "data_offsets", entry.path("data_offsets"));
        List<Long> extents = numbers(name, "shape", entry.path("shape"));
        if (offsets.size() != 2 || offsets.get(0) != position) {
            throw Safetensors.refusal(
                    "data_offsets of " + name + " must begin where the tensor before ends, at " + position,
                    offsets.toString());
        }
        long size = size(name, extents, dataBytes);
        if (offsets.get(1) != position + size * Float.BYTES) {
            throw Safetensors.refusal(
                    "data_offsets of " + name + " must span 4 bytes for each of " + size + " numbers",
                    offsets.toString());
        }
        if (offsets.get(1) > dataBytes) {
            throw Safetensors.refusal(
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
                throw Safetensors.refusal(
                        "shape of " + name + " must fit into the file's data", extents + " of " + dataBytes + " bytes");
            }
        }
        return size;
    }

    private static List<Long> numbers(String name, String what, JsonNode node) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.canConvertToLong() || !element.isIntegralNumber() || element.longValue() < 0) {
                throw Safetensors.refusal(what + " of " + name + " must hold whole numbers from 0", "another element");
            }
            numbers.add(element.longValue());
        }
        if (!node.isArray()) {
            throw Safetensors.refusal(what + " of " + name + " must be an array", "JSON of type " + node.getNodeType());
        }
        return numbers;
    }

    private static void requireMetadata(JsonNode node) {
        boolean texts = node.isObject();
        for (JsonNode element : node) {
            texts &= element.isTextual();
        }
        if (!texts) {
            throw Safetensors.refusal(METADATA + " must hold texts only", "another element");
        }
    }
}
