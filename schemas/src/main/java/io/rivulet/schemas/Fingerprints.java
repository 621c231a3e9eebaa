package io.rivulet.schemas;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints under which a schema is found on the wire: CRC-64-AVRO of its canonical form. The specification has
 * one such form, and some libraries another one of the same schema, so that each schema has a few fingerprints. Ours is
 * the specification's; all are read.
 */
final class Fingerprints {
    private static final String LOGICAL_TYPE = "logicalType";

    private static final List<String> RECORDS =
            List.of("PromptEvent", "GeneratedChunk", "RejectedPrompt", "ModelControl");

    /** How a form has a primitive type with a logical one. */
    private enum Primitives {
        /** {@code "long"}, as the specification is understood by Java, C#, Ruby, JavaScript and fastavro. */
        BARE,
        /** {@code {"type":"long"}}: Python's avro, goavro, Rust's first releases. */
        OBJECT,
        /** {@code {"type":"long","logicalType":"timestamp-millis"}}: hamba/avro, Rust's apache-avro up to 0.16. */
        ANNOTATED
    }

    /** How a form has the name of a type inside another one of the same namespace. */
    private enum Names {
        /** With its namespace, as the specification demands. */
        FULL,
        /** Of enums as it is written in the schema: goavro 2.10. */
        FULL_BUT_OF_ENUMS,
        /** As it is written in the schema: former releases of goavro, Rust's first releases. */
        AS_WRITTEN
    }

    private Fingerprints() {}

    /** The one that the specification defines. */
    static long of(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /** That one and those of all libraries with a form of their own. */
    static Set<Long> allOf(Schema schema) {
        Set<Long> all = new HashSet<>();
        all.add(of(schema));
        for (Primitives primitives : Primitives.values()) {
            for (Names names : Names.values()) {
                String form = new Form(primitives, names).of(schema);
                all.add(SchemaNormalization.fingerprint64(form.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return all;
    }

    /** The published schema with this fingerprint, such as {@code PromptEvent/v2}; null if there is none. */
    static @Nullable String published(long fingerprint) {
        return Published.NAMES.get(fingerprint);
    }

    /** Made when it is first asked for, which only what cannot be read does. */
    private static final class Published {
        private static final Map<Long, String> NAMES = names();

        private static Map<Long, String> names() {
            Map<Long, String> names = new HashMap<>();
            for (String record : RECORDS) {
                PublishedSchemas.byVersion(record).forEach((version, schema) -> allOf(schema)
                        .forEach(fingerprint -> names.put(fingerprint, record + "/v" + version)));
            }
            return names;
        }
    }

    /** A schema's text in one of the forms. */
    private static final class Form {
        private final Primitives primitives;
        private final Names names;
        private final Set<String> written = new HashSet<>();
        private final StringBuilder text = new StringBuilder();

        Form(Primitives primitives, Names names) {
            this.primitives = primitives;
            this.names = names;
        }

        String of(Schema schema) {
            write(schema, null);
            return text.toString();
        }

        /** @param around namespace of the type around this one; null if there is none */
        private void write(Schema schema, @Nullable String around) {
            switch (schema.getType()) {
                case UNION -> list(schema.getTypes(), branch -> write(branch, around));
                case ARRAY -> wrapped("array", "items", schema.getElementType(), around);
                case MAP -> wrapped("map", "values", schema.getValueType(), around);
                case RECORD, ENUM, FIXED -> named(schema, around);
                default -> primitive(schema);
            }
        }

        private void primitive(Schema schema) {
            String type = "\"" + schema.getName() + "\"";
            String logical = schema.getProp(LOGICAL_TYPE);
            if (logical == null || primitives == Primitives.BARE) {
                text.append(type);
                return;
            }
            text.append("{\"type\":").append(type);
            if (primitives == Primitives.ANNOTATED) {
                text.append(",\"" + LOGICAL_TYPE + "\":\"").append(logical).append('"');
            }
            text.append('}');
        }

        private void wrapped(String type, String attribute, Schema inside, @Nullable String around) {
            text.append("{\"type\":\"")
                    .append(type)
                    .append("\",\"")
                    .append(attribute)
                    .append("\":");
            write(inside, around);
            text.append('}');
        }

        private void named(Schema schema, @Nullable String around) {
            String name = "\"" + name(schema, around) + "\"";
            if (!written.add(schema.getFullName())) {
                text.append(name);
                return;
            }
            text.append("{\"name\":").append(name).append(",\"type\":\"");
            text.append(schema.getType().getName()).append('"');
            switch (schema.getType()) {
                case RECORD -> {
                    text.append(",\"fields\":");
                    list(schema.getFields(), field -> {
                        text.append("{\"name\":\"").append(field.name()).append("\",\"type\":");
                        write(field.schema(), schema.getNamespace());
                        text.append('}');
                    });
                }
                case ENUM -> {
                    text.append(",\"symbols\":");
                    list(
                            schema.getEnumSymbols(),
                            symbol -> text.append('"').append(symbol).append('"'));
                }
                default -> text.append(",\"size\":").append(schema.getFixedSize());
            }
            text.append('}');
        }

        private String name(Schema schema, @Nullable String around) {
            boolean full = names == Names.FULL
                    || names == Names.FULL_BUT_OF_ENUMS && schema.getType() != Schema.Type.ENUM
                    || !schema.getNamespace().equals(around);
            return full ? schema.getFullName() : schema.getName();
        }

        private <E> void list(List<E> elements, Consumer<E> writer) {
            text.append('[');
            for (int i = 0; i < elements.size(); i++) {
                text.append(i == 0 ? "" : ",");
                writer.accept(elements.get(i));
            }
            text.append(']');
        }
    }
}
