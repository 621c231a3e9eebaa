package io.rivulet.core.baseline;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes a graph of operators as ONNX has it (onnx.proto, opset 17): the few of its fields that our graphs need. */
final class OnnxGraph {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    /** Kinds of attributes. */
    private static final int INT = 2;

    private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream constants = new ByteArrayOutputStream();
    private final ByteArrayOutputStream inputs = new ByteArrayOutputStream();
    private final ByteArrayOutputStream outputs = new ByteArrayOutputStream();
    private int made;

    /** What writes the fields of one message. */
    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    void input(String name, long... shape) {
        message(inputs, 11, described(name, shape));
    }

    void output(String name, long... shape) {
        message(outputs, 12, described(name, shape));
    }

    /** A constant of floats; returns its name. */
    String floats(float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(FLOAT, raw.array(), shape);
    }

    /** A constant vector of whole numbers; returns its name. */
    String longs(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(INT64, raw.array(), values.length);
    }

    /** An operator of one output; returns its name. */
    String node(String operator, String... of) {
        String name = "t" + made++;
        node(operator, of, new String[] {name}, null, 0);
        return name;
    }

    /** As {@link #node(String, String...)}, with one attribute. */
    String with(String attribute, long value, String operator, String... of) {
        String name = "t" + made++;
        node(operator, of, new String[] {name}, attribute, value);
        return name;
    }

    /** Gives a value a second name, that of an output. */
    void name(String value, String name) {
        node("Identity", new String[] {value}, new String[] {name}, null, 0);
    }

    /** Cuts {@code value} along an axis into parts of the given sizes. */
    String[] split(String value, int axis, long... sizes) {
        String[] parts = new String[sizes.length];
        Arrays.setAll(parts, i -> "t" + made++);
        node("Split", new String[] {value, longs(sizes)}, parts, "axis", axis);
        return parts;
    }

    byte[] bytes() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        fields(model, out -> out.writeInt64(1, IR_VERSION));
        message(model, 7, out -> {
            out.writeRawBytes(nodes.toByteArray());
            out.writeString(2, "step");
            out.writeRawBytes(constants.toByteArray());
            out.writeRawBytes(inputs.toByteArray());
            out.writeRawBytes(outputs.toByteArray());
        });
        message(model, 8, out -> out.writeInt64(2, OPSET));
        return model.toByteArray();
    }

    private String constant(int type, byte[] raw, long... shape) {
        String name = "c" + made++;
        message(constants, 5, out -> {
            for (long size : shape) {
                out.writeInt64(1, size);
            }
            out.writeInt32(2, type);
            out.writeString(8, name);
            out.writeByteArray(9, raw);
        });
        return name;
    }

    private void node(String operator, String[] of, String[] to, String attribute, long value) {
        message(nodes, 1, out -> {
            for (String one : of) {
                out.writeString(1, one);
            }
            for (String one : to) {
                out.writeString(2, one);
            }
            out.writeString(4, operator);
            if (attribute != null) {
                out.writeByteArray(5, written(inner -> {
                    inner.writeString(1, attribute);
                    inner.writeInt64(3, value);
                    inner.writeInt32(20, INT);
                }));
            }
        });
    }

    private static Fields described(String name, long... shape) {
        byte[] dimensions = written(out -> {
            for (long size : shape) {
                out.writeByteArray(1, written(inner -> inner.writeInt64(1, size)));
            }
        });
        byte[] tensor = written(out -> {
            out.writeInt32(1, FLOAT);
            out.writeByteArray(2, dimensions);
        });
        byte[] type = written(out -> out.writeByteArray(1, tensor));
        return out -> {
            out.writeString(1, name);
            out.writeByteArray(2, type);
        };
    }

    private static void message(ByteArrayOutputStream to, int field, Fields fields) {
        byte[] content = written(fields);
        fields(to, out -> out.writeByteArray(field, content));
    }

    private static byte[] written(Fields fields) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        fields(content, fields);
        return content.toByteArray();
    }

    private static void fields(ByteArrayOutputStream to, Fields fields) {
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(to);
            fields.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written", e);
        }
    }
}
