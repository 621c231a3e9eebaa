package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One JSON object of the configuration, read field by field, each with its type, and nothing left over. */
final class ConfigFields {

    private final String path;
    private final ObjectNode node;
    private final Set<String> read = new HashSet<>();

    ConfigFields(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    /** Whether there is a field of this name, for those that only some configurations have. */
    boolean has(String name) {
        return node.has(name);
    }

    int integer(String name) {
        JsonNode value = value(name);
        if (!value.isInt()) {
            throw wrong(name, "a whole number of 32 bits", value);
        }
        return value.intValue();
    }

    double number(String name) {
        JsonNode value = value(name);
        if (!value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        return value.doubleValue();
    }

    String text(String name) {
        JsonNode value = value(name);
        if (!value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        return value.textValue();
    }

    List<Float> floats(String name) {
        JsonNode value = value(name);
        List<Float> floats = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isNumber()) {
                throw wrong(name, "an array of numbers", element);
            }
            floats.add(element.floatValue());
        }
        if (!value.isArray()) {
            throw wrong(name, "an array of numbers", value);
        }
        return floats;
    }

    List<Integer> integers(String name) {
        JsonNode value = value(name);
        List<Integer> integers = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isInt()) {
                throw wrong(name, "an array of whole numbers of 32 bits", element);
            }
            integers.add(element.intValue());
        }
        if (!value.isArray()) {
            throw wrong(name, "an array of whole numbers of 32 bits", value);
        }
        return integers;
    }

    ConfigFields object(String name) {
        return new ConfigFields(path + ": " + name, open(name));
    }

    /** An object whose fields are nobody's business here. */
    ObjectNode open(String name) {
        if (value(name) instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, "an object", value(name));
    }

    void requireNothingElse() {
        Set<String> left = new TreeSet<>();
        node.fieldNames().forEachRemaining(left::add);
        left.removeAll(read);
        if (!left.isEmpty()) {
            throw new BundleException(
                    path + " must hold known fields only",
                    left.size() + " others",
                    "move remarks into training; the known fields are " + new TreeSet<>(read));
        }
    }

    private JsonNode value(String name) {
        read.add(name);
        JsonNode value = node.get(name);
        if (value == null) {
            throw new BundleException(path + " must have the field " + name, "none", "write it as the format says");
        }
        return value;
    }

    private BundleException wrong(String name, String type, JsonNode found) {
        return new BundleException(
                path + ": " + name + " must be " + type,
                "JSON of type " + found.getNodeType(),
                "write it as the format says");
    }
}
