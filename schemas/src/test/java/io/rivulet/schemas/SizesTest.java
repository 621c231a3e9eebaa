package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.schemas.event.PromptEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.Encoder;
import org.junit.jupiter.api.Test;

/**
 * Lengths at the limits and far beyond: what they cost in memory is printed, and is no more than what was really sent.
 */
class SizesTest {

    private static final EventCodec<PromptEvent> PROMPTS = EventCodec.prompts();
    private static final int LARGEST = EventCodec.DEFAULT_MAX_BYTES;

    /** A refusal with its message and stack trace, and what the fields before it hold. */
    private static final long CLAIM_BYTES = 64 << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aLengthThatIsOnlyClaimedCostsNothing() {
        Map<String, Length> lengths = new TreeMap<>(Map.of(
                "string", (e, claim) -> e.writeLong(claim),
                "bytes", (e, claim) -> symbols(e, 1, claim),
                "ints", (e, claim) -> symbols(e, 2, claim),
                "floats", (e, claim) -> symbols(e, 3, claim),
                "map", SizesTest::headers,
                "sized block",
                        (e, claim) -> {
                            symbols(e, 2, -1);
                            e.writeLong(claim);
                        }));
        Map<String, Integer> limits = Map.of("string", BoundedDecoder.MAX_STRING_BYTES, "map", 1024);
        for (Map.Entry<String, Length> length : lengths.entrySet()) {
            long limit = limits.getOrDefault(length.getKey(), LARGEST);
            for (long claim : new long[] {limit - 1, limit, limit + 1, Integer.MAX_VALUE}) {
                byte[] event = Wire.event(
                        PromptEvent.getClassSchema(), e -> length.getValue().write(e, claim));
                assertThat(decoded(event)).isEqualTo("MALFORMED"); // loads classes
                assertThat(measured(length.getKey() + " of " + claim + ", none there", event))
                        .isLessThan(CLAIM_BYTES);
            }
        }
    }

    @Test
    void anEventAtTheLimitIsReadAndOneByteMoreIsRefused() {
        for (int bytes : new int[] {LARGEST - 1, LARGEST, LARGEST + 1}) {
            byte[] event = ofSize(bytes);
            assertThat(event).hasSize(bytes);
            assertThat(decoded(event)).isEqualTo(bytes > LARGEST ? "TOO_LARGE" : "read");
            assertThat(measured("event of " + bytes + " bytes", event))
                    .isLessThan(bytes > LARGEST ? CLAIM_BYTES : 2L * LARGEST);
        }
    }

    /** The heap that decoding takes from the thread, freed or not: never less than the peak. */
    private static long measured(String what, byte[] event) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        String outcome = decoded(event);
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(Locale.ROOT, "event: %-32s %-9s heap at most %,11d bytes%n", what, outcome, taken);
        return taken;
    }

    private static String decoded(byte[] event) {
        try {
            PROMPTS.decode(event);
            return "read";
        } catch (MalformedEvent refused) {
            return refused.reason().name();
        }
    }

    private static byte[] ofSize(int bytes) {
        int rest = Wire.event(PromptEvent.getClassSchema(), e -> whole(e, new byte[1 << 21])).length - (1 << 21);
        return Wire.event(PromptEvent.getClassSchema(), e -> whole(e, new byte[bytes - rest]));
    }

    private static void whole(Encoder e, byte[] symbols) throws IOException {
        symbols(e, 1, symbols.length);
        e.writeFixed(symbols);
        RefusalTest.closingFieldsUpToHeaders(e);
        e.writeLong(0);
        e.writeBoolean(false);
    }

    /** Up to the length of the symbols of the union's branch {@code kind}. */
    private static void symbols(Encoder e, int kind, long length) throws IOException {
        RefusalTest.openingFields(e);
        e.writeIndex(kind);
        e.writeLong(length);
    }

    private static void headers(Encoder e, long count) throws IOException {
        RefusalTest.openingFields(e);
        e.writeIndex(0);
        RefusalTest.closingFieldsUpToHeaders(e);
        e.writeLong(count);
    }

    private interface Length {
        void write(Encoder e, long claim) throws IOException;
    }
}
