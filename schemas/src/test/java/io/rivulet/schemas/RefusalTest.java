package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.rivulet.schemas.MalformedEvent.Reason;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final EventCodec<PromptEvent> PROMPTS = EventCodec.prompts();
    private static final Schema SCHEMA = PromptEvent.getClassSchema();
    private static final long ALLOCATION_LIMIT_BYTES = 1 << 20;

    @Test
    void aRecordWithoutAValueIsRefused() {
        assertRefused(null, Reason.MALFORMED, "without a value");
    }

    @Test
    void anEventAboveTheLimitIsRefusedUnread() {
        byte[] valid = PROMPTS.encode(Events.prompt());
        MalformedEvent refusal = catchThrowableOfType(MalformedEvent.class, () -> PROMPTS.withMaxBytes(valid.length - 1)
                .decode(valid));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal).hasMessageContaining("at most 72 bytes, got 73");
        assertRefused(new byte[(4 << 20) + 1], Reason.TOO_LARGE, "at most 4194304 bytes, got 4194305");
        assertRefused(new byte[4 << 20], Reason.MALFORMED, "header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "c3", "c301", "c30108", "00000000010a68", "4f626a01", "7b2273657373696f6e5f6964223a2261227d"
            })
    void bytesWithoutTheHeaderAreRefused(String hex) {
        assertRefused(HexFormat.of().parseHex(hex), Reason.MALFORMED, "header");
    }

    @Test
    void eachByteOfTheHeaderCounts() {
        byte[] valid = Wire.golden("PromptEvent.v2");
        for (int i = 0; i < 10; i++) {
            byte[] damaged = valid.clone();
            damaged[i] ^= 0x10;
            assertRefused(damaged, i < 2 ? Reason.MALFORMED : Reason.UNKNOWN_SCHEMA, "an event must");
        }
    }

    @Test
    void anotherContractsEventIsRefusedByItsFingerprint() {
        assertRefused(Wire.golden("ModelControl.v1"), Reason.UNKNOWN_SCHEMA, "8aa5c85560b30aae");
    }

    @Test
    void anEventCutAnywhereIsRefused() {
        byte[] valid = Wire.golden("PromptEvent.v2");
        for (int length = 0; length < valid.length; length++) {
            assertRefused(Arrays.copyOf(valid, length), Reason.MALFORMED, "an event must");
        }
    }

    @Test
    void bytesBehindTheEventAreRefused() {
        byte[] valid = Wire.golden("PromptEvent.v2");
        assertRefused(Arrays.copyOf(valid, valid.length + 1), Reason.MALFORMED, "found 1 bytes behind it");
        assertRefused(Arrays.copyOf(valid, valid.length * 2), Reason.MALFORMED, "behind it");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                -1,
                -5,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                60,
                1 << 30,
                Integer.MAX_VALUE,
                1L << 31,
                1L << 32,
                (1L << 32) + 1,
                Long.MAX_VALUE
            })
    void aLengthThatTheEventDoesNotHaveIsRefusedWithoutMemory(long claim) {
        String message = "a value claims " + claim + " bytes where ";
        assertRefusedWithoutMemory(body(e -> e.writeLong(claim)), message);
        assertRefusedWithoutMemory(
                body(e -> {
                    openingFields(e);
                    e.writeIndex(1);
                    e.writeLong(claim);
                }),
                message);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                60,
                1 << 30,
                Integer.MAX_VALUE,
                1L << 31,
                1L << 32,
                Long.MAX_VALUE,
                -60,
                -(1 << 30),
                Integer.MIN_VALUE,
                Long.MIN_VALUE
            })
    void aCountThatTheEventDoesNotHaveIsRefusedWithoutMemory(long claim) {
        String message = "a block claims " + (claim < 0 ? -claim : claim) + " items where ";
        for (int kind = 2; kind <= 3; kind++) {
            int index = kind;
            assertRefusedWithoutMemory(
                    body(e -> {
                        openingFields(e);
                        e.writeIndex(index);
                        e.writeLong(claim);
                        e.writeLong(8);
                        e.writeFixed(new byte[8]);
                    }),
                    message);
        }
        assertRefusedWithoutMemory(
                body(e -> {
                    openingFields(e);
                    e.writeIndex(0);
                    closingFieldsUpToHeaders(e);
                    e.writeLong(claim);
                    e.writeLong(8);
                    e.writeFixed(new byte[8]);
                }),
                message);
    }

    @Test
    void aCountOfSymbolsWiderThanTheBytesLeftIsRefusedWithoutMemory() {
        int count = 1 << 21;
        byte[] event = body(e -> {
            openingFields(e);
            e.writeIndex(3);
            e.writeLong(count);
            e.writeFixed(new byte[count]);
        });
        assertRefusedWithoutMemory(event, "count is out of range");
    }

    @Test
    void aStringAboveTheLimitIsRefused() {
        assertRefused(named(new byte[65_537]), Reason.TOO_LARGE, "at most 65536 bytes, got 65537");
        assertThat(PROMPTS.decode(named(new byte[65_536])).getSessionId()).hasSize(65_536);
        assertThat(PROMPTS.decode(named(new byte[65_535])).getSessionId()).hasSize(65_535);
    }

    @Test
    void aMapAboveTheLimitIsRefusedEvenIfItsBlocksAreBelow() {
        assertThat(PROMPTS.decode(headersInTwoBlocks(1000, 23)).getHeaders()).hasSize(1023);
        assertThat(PROMPTS.decode(headersInTwoBlocks(1000, 24)).getHeaders()).hasSize(1024);
        assertRefused(headersInTwoBlocks(1000, 25), Reason.TOO_LARGE, "at most 1024 entries, got at least 1025");
        assertRefused(headersInTwoBlocks(1025, 0), Reason.TOO_LARGE, "at most 1024 entries, got at least 1025");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "ff",
                "c0 80",
                "c1 81",
                "e0 80 80",
                "ed a0 80",
                "f4 90 80 80",
                "f8 88 80 80 80",
                "61 c3",
                "ef bf bd 80"
            })
    void aStringThatIsNotUtf8IsRefused(String hex) {
        byte[] bad = HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThat(new String(bad, StandardCharsets.UTF_8)).contains("\uFFFD"); // as Avro would have it
        assertRefused(named(bad), Reason.MALFORMED, "must be UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 5, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aUnionBranchThatIsNoneIsRefused(int branch) {
        assertRefused(
                body(e -> {
                    openingFields(e);
                    e.writeIndex(branch);
                }),
                Reason.MALFORMED,
                "out of range");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
    void anEnumSymbolThatIsNoneIsRefused(int symbol) {
        byte[] event = Wire.event(ModelControl.getClassSchema(), e -> e.writeEnum(symbol));
        MalformedEvent refusal = catchThrowableOfType(
                MalformedEvent.class, () -> EventCodec.controls().decode(event));

        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining("out of range");
    }

    @Test
    void aBooleanOfAnotherByteIsRefused() {
        byte[] valid = Wire.golden("PromptEvent.v2");
        byte[] reset = valid.clone();
        int at = resetIndex(valid);
        reset[at] = 0;
        assertThat(PROMPTS.decode(reset).getReset()).isFalse();
        reset[at] = 2;
        assertRefused(reset, Reason.MALFORMED, "a boolean must be byte 0 or 1, got 2");
    }

    @Test
    void aNumberWithoutAnEndIsRefused() {
        byte[] endless = new byte[30];
        Arrays.fill(endless, (byte) 0xFF);
        assertRefused(body(e -> e.writeFixed(endless)), Reason.MALFORMED, "within 64 bits and 10 bytes");
    }

    @Test
    void aNumberOfMoreThan64BitsIsRefusedAndNotCut() {
        byte[] number = new byte[10];
        Arrays.fill(number, (byte) 0x80);
        for (int last : new int[] {2, 3, 0x40, 0x7F}) {
            number[9] = (byte) last;
            assertRefused(body(e -> e.writeFixed(number)), Reason.MALFORMED, "within 64 bits and 10 bytes");
        }
        number[9] = 1;
        assertRefused(body(e -> e.writeFixed(number)), Reason.MALFORMED, "claims " + (1L << 62) + " bytes");
    }

    @Test
    void anIntAbove32BitsIsRefused() {
        byte[] event = body(e -> {
            openingFields(e);
            e.writeIndex(0);
            e.writeLong(0);
            e.writeIndex(1);
            e.writeLong(1L << 31);
        });
        assertRefused(event, Reason.MALFORMED, "an int must fit 32 bits");
    }

    @Test
    void refusalsDoNotRepeatThePayload() {
        String secret = "secret";
        byte[] bad = (secret + "\u0080").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] event : new byte[][] {named(bad), secret.getBytes(StandardCharsets.UTF_8)}) {
            assertThat(refusal(event).toString()).doesNotContain(secret);
        }
    }

    private static void assertRefused(byte[] event, Reason reason, String message) {
        MalformedEvent refusal = refusal(event);
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(message).hasMessageContaining(";");
    }

    private static void assertRefusedWithoutMemory(byte[] event, String message) {
        assertRefused(event, Reason.MALFORMED, message); // loads classes
        long before = allocatedBytes();
        MalformedEvent refusal = refusal(event);
        assertThat(allocatedBytes() - before).as(refusal.getMessage()).isLessThan(ALLOCATION_LIMIT_BYTES);
    }

    private static MalformedEvent refusal(byte[] event) {
        MalformedEvent refusal = catchThrowableOfType(MalformedEvent.class, () -> PROMPTS.decode(event));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static byte[] body(Wire.Body body) {
        return Wire.event(SCHEMA, body);
    }

    /** Session, request and model, up to the union of symbols. */
    static void openingFields(Encoder e) throws IOException {
        e.writeString("s");
        e.writeString("r");
        e.writeIndex(0);
    }

    static void closingFieldsUpToHeaders(Encoder e) throws IOException {
        e.writeLong(0);
        e.writeIndex(0);
        e.writeLong(0);
        e.writeFloat(1);
        e.writeBoolean(false);
        e.writeLong(0);
    }

    private static byte[] named(byte[] session) {
        return body(e -> {
            e.writeBytes(session); // encoded as a string is
            e.writeString("r");
            e.writeIndex(0);
            e.writeIndex(0);
            closingFieldsUpToHeaders(e);
            e.writeLong(0);
            e.writeBoolean(false);
        });
    }

    private static byte[] headersInTwoBlocks(int first, int second) {
        return body(e -> {
            openingFields(e);
            e.writeIndex(0);
            closingFieldsUpToHeaders(e);
            for (int i = 0; i < first + second; i++) {
                if (i == 0 || i == first) {
                    e.writeLong(i == 0 ? first : second);
                }
                e.writeString("h" + i);
                e.writeString("");
            }
            e.writeLong(0);
            e.writeBoolean(false);
        });
    }

    private static int resetIndex(byte[] bytes) {
        // The one byte between the temperature 0.75f (00 00 40 3f) and the event time.
        for (int i = 0; i < bytes.length - 4; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 0x40 && bytes[i + 3] == 0x3f) {
                return i + 4;
            }
        }
        throw new AssertionError("no temperature found");
    }
}
