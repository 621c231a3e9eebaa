package io.rivulet.flink.codec;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Symbols;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.CategoricalSymbols;
import io.rivulet.schemas.event.RealSymbols;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The union of symbols in the contracts, as domain symbols and back. */
final class SymbolFields {

    private SymbolFields() {}

    /** Null for null: a prompt that brings no symbols. */
    static @Nullable Symbols read(@Nullable Object union) {
        if (union == null) {
            return null;
        }
        if (union instanceof BinarySymbols binary) {
            return new Symbols(SymbolKind.BINARY, unsigned(binary.getValues()));
        }
        if (union instanceof CategoricalSymbols categorical) {
            return new Symbols(SymbolKind.CATEGORICAL, floats(categorical.getValues()));
        }
        return new Symbols(SymbolKind.REAL, floats(((RealSymbols) union).getValues()));
    }

    static Object write(Symbols symbols) {
        float[] values = symbols.values();
        return switch (symbols.kind()) {
            case BINARY -> new BinarySymbols(ByteBuffer.wrap(bytes(values)));
            case CATEGORICAL -> new CategoricalSymbols(ints(values));
            case REAL -> new RealSymbols(boxed(values));
        };
    }

    private static float[] unsigned(ByteBuffer bytes) {
        float[] floats = new float[bytes.remaining()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Byte.toUnsignedInt(bytes.get(bytes.position() + i));
        }
        return floats;
    }

    private static float[] floats(List<? extends Number> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static List<Integer> ints(float[] values) {
        List<Integer> ints = new ArrayList<>(values.length);
        for (float value : values) {
            ints.add((int) value);
        }
        return ints;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
