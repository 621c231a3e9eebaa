package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Floats go a piece at a time; the counts stand around the edges of pieces, and of what is believed at first. */
class FloatFieldsTest {
    private static final long SEED = 20261127;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 16_383, 16_384, 16_385, 40_001})
    void floatsAreWrittenAsTheirBitsBigEndianAndReadAgain(int count) throws IOException {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        int[] bits = new int[count];
        float[] floats = new float[count];
        ByteBuffer definition = ByteBuffer.allocate(count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            // Any bits: numbers, infinities, and what is none.
            bits[i] = random.nextInt();
            floats[i] = Float.intBitsToFloat(bits[i]);
            definition.putInt(bits[i]);
        }
        DataOutputSerializer out = new DataOutputSerializer(1);
        Fields.writeFloatsOnly(count, i -> floats[i], out);
        assertThat(out.getCopyOfBuffer()).isEqualTo(definition.array());

        float[] read = Fields.readFloatsOnly(count, new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(read).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(bits[i]);
        }
    }
}
