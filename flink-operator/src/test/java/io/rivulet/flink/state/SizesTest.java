package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.junit.jupiter.api.Test;

/**
 * Lengths in state at their limit and beyond: what is only claimed costs next to nothing, and the figures are printed.
 */
class SizesTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is believed of a length, twice, and a refusal. */
    private static final long CLAIM_BYTES = 256 << 10;

    private record Length(String name, int limit, Reading reading) {}

    @Test
    void aLengthThatIsOnlyClaimedCostsNextToNothing() throws IOException {
        List<Length> lengths = List.of(
                new Length("bytes", Fields.MAX_BYTES, Fields::readBytes),
                new Length("text", Fields.MAX_BYTES, Fields::readText),
                new Length("floats", Fields.MAX_BYTES / Float.BYTES, Fields::readFloats),
                new Length("texts", Fields.MAX_BYTES / 8, Fields::readTexts));
        for (Length length : lengths) {
            for (int claim : new int[] {length.limit() - 1, length.limit(), length.limit() + 1, Integer.MAX_VALUE}) {
                byte[] bytes = ByteBuffer.allocate(20).putInt(claim).array();
                assertThat(refused(length.reading(), bytes)).isTrue(); // loads classes
                long taken = measured(length.name() + " of " + claim + ", 16 bytes there", length.reading(), bytes);
                assertThat(taken).isLessThan(CLAIM_BYTES);
            }
        }
    }

    @Test
    void theSizesOfASessionCostNextToNothingUntilTheyAreThere() throws IOException {
        byte[] session = SerializerTest.bytes(new SessionSerializer(), Samples.SESSION);
        int limit = Fields.MAX_BYTES / Float.BYTES;
        int frame = 1 + 32 + 8 + 8;
        for (int at : new int[] {frame, frame + Integer.BYTES}) {
            for (int claim : new int[] {limit - 1, limit, limit + 1, Integer.MAX_VALUE}) {
                byte[] bytes = session.clone();
                ByteBuffer.wrap(bytes).putInt(at, claim);
                Reading reading = new SessionSerializer()::deserialize;
                assertThat(refused(reading, bytes)).isTrue();
                String what = (at == frame ? "frame of " : "state of ") + claim + ", none there";
                assertThat(measured(what, reading, bytes)).isLessThan(CLAIM_BYTES);
            }
        }
    }

    @Test
    void aFieldThatIsThereIsReadUpToTheLimitAndNotBeyond() {
        for (int claim : new int[] {Fields.MAX_BYTES - 1, Fields.MAX_BYTES, Fields.MAX_BYTES + 1}) {
            byte[] bytes =
                    ByteBuffer.allocate(Integer.BYTES + claim).putInt(claim).array();
            boolean beyond = claim > Fields.MAX_BYTES;
            assertThat(measured("bytes of " + claim + ", all there", Fields::readBytes, bytes))
                    .isLessThan(beyond ? CLAIM_BYTES : 3L * Fields.MAX_BYTES);
            assertThat(refused(Fields::readBytes, bytes)).isEqualTo(beyond);
        }
    }

    /** The heap that reading takes from the thread, freed or not: never less than the peak. */
    private static long measured(String what, Reading reading, byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean refused = refused(reading, bytes);
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(
                Locale.ROOT, "state: %-36s %-8s heap at most %,12d bytes%n", what, refused ? "refused" : "read", taken);
        return taken;
    }

    private static boolean refused(Reading reading, byte[] bytes) {
        try {
            reading.read(new DataInputDeserializer(bytes));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private interface Reading {
        Object read(DataInputView in) throws IOException;
    }
}
