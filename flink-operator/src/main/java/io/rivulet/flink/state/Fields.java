package io.rivulet.flink.state;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Fields that several records have, big-endian, each array or text behind its length as an int. */
final class Fields {

    /** No field is longer: a larger length can only come from damaged bytes. */
    static final int MAX_BYTES = 1 << 27;

    /** What is allocated on the word of a length alone; more only once as many bytes were there. */
    private static final int BELIEVED_BYTES = 1 << 16;

    /** Floats that are turned into bytes at a time; divides {@link #BELIEVED_BYTES}. */
    private static final int PIECE_FLOATS = 64;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final char REPLACEMENT = '\uFFFD';

    private Fields() {}

    static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputView in) throws IOException {
        return readExactly(checked(in.readInt(), 1), in);
    }

    static void writeText(String text, DataOutputView out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInputView in) throws IOException {
        byte[] bytes = readBytes(in);
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The replacement character may have been written as such; only the strict decoder knows.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(bytes);
        }
        return text;
    }

    static void writeFloats(float[] floats, DataOutputView out) throws IOException {
        out.writeInt(floats.length);
        writeFloatsOnly(floats.length, i -> floats[i], out);
    }

    static float[] readFloats(DataInputView in) throws IOException {
        return readFloatsOnly(in.readInt(), in);
    }

    /** Writes {@code count} floats without a length, a piece at a time so that no second copy of them all is made. */
    static void writeFloatsOnly(int count, FloatSource floats, DataOutputView out) throws IOException {
        byte[] piece = new byte[Math.min(count, PIECE_FLOATS) * Float.BYTES];
        for (int from = 0; from < count; from += PIECE_FLOATS) {
            int length = Math.min(count - from, PIECE_FLOATS);
            for (int i = 0; i < length; i++) {
                INTS.set(piece, i * Float.BYTES, Float.floatToRawIntBits(floats.at(from + i)));
            }
            out.write(piece, 0, length * Float.BYTES);
        }
    }

    /** Reads {@code count} floats that stand there without a length. */
    static float[] readFloatsOnly(int count, DataInputView in) throws IOException {
        float[] floats = new float[Math.min(checked(count, Float.BYTES), BELIEVED_BYTES / Float.BYTES)];
        byte[] piece = new byte[Math.min(count, PIECE_FLOATS) * Float.BYTES];
        for (int from = 0; from < count; from += PIECE_FLOATS) {
            int length = Math.min(count - from, PIECE_FLOATS);
            in.readFully(piece, 0, length * Float.BYTES);
            if (from + length > floats.length) {
                floats = Arrays.copyOf(floats, Math.min(count, 2 * floats.length));
            }
            for (int i = 0; i < length; i++) {
                floats[from + i] = Float.intBitsToFloat((int) INTS.get(piece, i * Float.BYTES));
            }
        }
        return floats;
    }

    static void writeTexts(Map<String, String> texts, DataOutputView out) throws IOException {
        out.writeInt(texts.size());
        // Sorted, so that equal records have equal bytes.
        for (Map.Entry<String, String> entry : new TreeMap<>(texts).entrySet()) {
            writeText(entry.getKey(), out);
            writeText(entry.getValue(), out);
        }
    }

    static Map<String, String> readTexts(DataInputView in) throws IOException {
        int size = checked(in.readInt(), 2 * Integer.BYTES);
        TreeMap<String, String> texts = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            String key = readText(in);
            if (!texts.isEmpty() && texts.lastKey().compareTo(key) >= 0) {
                throw new IOException("keys must stand in order and once each, found entry " + i
                        + " before or equal to the one before it; the bytes are damaged");
            }
            texts.put(key, readText(in));
        }
        return texts;
    }

    /** Writes one byte that says whether the field is there, then the field. */
    static <T> void writeOptional(@Nullable T value, Writer<T> writer, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writer.write(value, out);
        }
    }

    static <T> @Nullable T readOptional(Reader<T> reader, DataInputView in) throws IOException {
        return readBoolean(in) ? reader.read(in) : null;
    }

    static boolean readBoolean(DataInputView in) throws IOException {
        byte value = in.readByte();
        if (value != 0 && value != 1) {
            throw new IOException("a boolean must be 0 or 1, found " + value + "; the bytes are damaged");
        }
        return value == 1;
    }

    /** A constant by its byte, {@code constants} in an order that never changes but at its end. */
    static <E extends Enum<E>> E readConstant(E[] constants, DataInputView in) throws IOException {
        int index = in.readByte();
        if (index < 0 || index >= constants.length) {
            throw new IOException("a constant must be from 0 to " + (constants.length - 1) + ", found " + index
                    + "; the bytes are damaged or from a later release");
        }
        return constants[index];
    }

    private static byte[] readExactly(int count, DataInputView in) throws IOException {
        byte[] bytes = new byte[Math.min(count, BELIEVED_BYTES)];
        in.readFully(bytes);
        while (bytes.length < count) {
            int read = bytes.length;
            bytes = Arrays.copyOf(bytes, Math.min(count, 2 * read));
            in.readFully(bytes, read, bytes.length - read);
        }
        return bytes;
    }

    private static void requireUtf8(byte[] bytes) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "a text must be UTF-8, found " + bytes.length + " bytes that are not; the bytes are damaged", e);
        }
    }

    private static int checked(int count, int bytesEach) throws IOException {
        if (count < 0 || count > MAX_BYTES / bytesEach) {
            throw new IOException("a field must have 0 to " + MAX_BYTES / bytesEach + " elements, found " + count
                    + "; the bytes are damaged");
        }
        return count;
    }

    interface FloatSource {
        float at(int i);
    }

    interface Writer<T> {
        void write(T value, DataOutputView out) throws IOException;
    }

    interface Reader<T> {
        T read(DataInputView in) throws IOException;
    }
}
