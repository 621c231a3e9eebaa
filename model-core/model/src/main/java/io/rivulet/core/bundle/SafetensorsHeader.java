package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.TensorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header of a safetensors file: which tensors there are and that their bytes follow each other without a gap. */
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";

    private SafetensorsHeader() {}

    /** A tensor of the header, and the bytes of the data from {@code begin} on that are its own. */
    private record Entry(TensorSpec tensor, long begin, long end) {}

    /** The tensors in the order of their bytes, if these fill {@code dataBytes} exactly. */
    static List<TensorSpec> specs(byte[] header, int dataBytes) {
        int end = header.length;
        while (end > 0 && header[end - 1] == ' ') {
            end--;
        }
        if (header[0] != '{' || end == 0 || header[end - 1] != '}') {
            throw Safetensors.refusal(
                    "header must begin with { and end with } and spaces",
                    String.format(Locale.ROOT, "%02x and %02x", header[0], header[Math.max(0, end - 1)]));
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field :
                StrictJson.object(Safetensors.FILE + " header", header).properties()) {
            if (field.getKey().equals(METADATA)) {
                requireMetadata(field.getValue());
            } else {
                entries.add(entry(field.getKey(), field.getValue(), dataBytes));
            }
        }
        // A stable sort: a tensor without numbers stays where the header has it.
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireNoGap(entries, dataBytes);
        return entries.stream().map(Entry::tensor).toList();
    }

    private static void requireNoGap(List<Entry> entries, int dataBytes) {
        long position = 0;
        for (Entry entry : entries) {
            if (entry.begin() != position) {
                throw Safetensors.refusal(
                        "data_offsets of " + entry.tensor().name() + " must begin where the tensor before ends, at "
                                + position,
                        List.of(entry.begin(), entry.end()).toString());
            }
            position = entry.end();
        }
        if (position != dataBytes) {
            throw Safetensors.refusal(
                    "data must end where the last tensor ends, at byte " + position, dataBytes + " bytes");
        }
    }

    private static Entry entry(String name, JsonNode node, int dataBytes) {
        if (node.size() != 3 || !(node instanceof ObjectNode entry)) {
            throw Safetensors.refusal(
                    "entry of " + name + " must hold dtype, shape and data_offsets",
                    node.isObject() ? String.valueOf(names(node)) : "JSON of type " + node.getNodeType());
        }
        JsonNode type = entry.path("dtype");
        if (!type.asText().equals("F32")) {
            throw Safetensors.refusal(
                    "dtype of " + name + " must be F32",
                    type.isTextual()
                            ? BundleException.shown(type.asText())
                            : type.isMissingNode() ? "none" : "JSON of type " + type.getNodeType(),
                    "convert the numbers to 32-bit floats and export the model again");
        }
        List<Long> offsets = numbers(name, "data_offsets", entry.path("data_offsets"));
        List<Long> extents = numbers(name, "shape", entry.path("shape"));
        if (offsets.size() != 2) {
            throw Safetensors.refusal(
                    "data_offsets of " + name + " must be a beginning and an end", offsets.toString());
        }
        long size = size(name, extents, dataBytes);
        long begin = offsets.get(0);
        if (begin > dataBytes || offsets.get(1) > dataBytes) {
            throw Safetensors.refusal(
                    "data of " + name + " must lie within the file's " + dataBytes, offsets.toString());
        }
        if (offsets.get(1) != begin + size * Float.BYTES) {
            throw Safetensors.refusal(
                    "data_offsets of " + name + " must span 4 bytes for each of " + size + " numbers",
                    offsets.toString());
        }
        return new Entry(
                new TensorSpec(name, extents.stream().map(Long::intValue).toList()), begin, offsets.get(1));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> names.add(BundleException.shown(name)));
        return names;
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
                throw Safetensors.refusal(
                        what + " of " + name + " must hold whole numbers from 0",
                        "JSON " + BundleException.shown(element.toString()));
            }
            numbers.add(element.longValue());
        }
        if (!node.isArray()) {
            throw Safetensors.refusal(what + " of " + name + " must be an array", "JSON of type " + node.getNodeType());
        }
        return numbers;
    }

    /** Nothing, which is what a writer without metadata may write, or an object of texts. */
    private static void requireMetadata(JsonNode node) {
        if (node.isNull()) {
            return;
        }
        if (!node.isObject()) {
            throw Safetensors.refusal(METADATA + " must be an object of texts", "JSON of type " + node.getNodeType());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isTextual()) {
                throw Safetensors.refusal(
                        METADATA + " must hold texts only",
                        "JSON of type " + field.getValue().getNodeType() + " at "
                                + BundleException.shown(field.getKey()));
            }
        }
    }
}
