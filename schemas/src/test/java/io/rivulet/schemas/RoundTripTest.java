package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.CategoricalSymbols;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RealSymbols;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.PrimitivesArrays;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final EventCodec<PromptEvent> PROMPTS = EventCodec.prompts();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyEventComesBackAsItWasSent(long seed) {
        RandomEvents events = new RandomEvents(seed);
        for (int i = 0; i < 25; i++) {
            assertComesBack(PROMPTS, events.prompt());
            assertComesBack(EventCodec.chunks(), events.chunk());
            assertComesBack(EventCodec.rejections(), events.rejection());
            assertComesBack(EventCodec.controls(), events.control());
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @Test
    void avroItselfReadsWhatTheCodecWrites() throws Exception {
        byte[] bytes = PROMPTS.encode(Events.prompt());

        GenericRecord read = new GenericDatumReader<GenericRecord>(PromptEvent.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));

        assertThat(read.get("session_id")).hasToString("digit-7");
        assertThat(read.get("headers")).hasToString("{sender=test}");
        assertThat(read.get("seed")).isEqualTo(-42L);
    }

    @Test
    void anEventWithNothingButWhatTheContractDemandsComesBack() {
        PromptEvent bare = PromptEvent.newBuilder()
                .setSessionId("")
                .setRequestId("")
                .setGenerateSymbols(0)
                .setEventTime(Events.time())
                .build();

        assertComesBack(PROMPTS, bare);
        assertThat(bare.getModel()).isNull();
        assertThat(bare.getObserved()).isNull();
        assertThat(bare.getBlockSteps()).isNull();
        assertThat(bare.getTemperature()).isEqualTo(1f);
        assertThat(bare.getHeaders()).isEmpty();
    }

    @Test
    void noSymbolsOfAKindAreNotTheSameAsNoneObserved() {
        assertComesBack(PROMPTS, observing(Events.binary()));
        assertComesBack(PROMPTS, observing(new CategoricalSymbols(List.of())));
        assertComesBack(PROMPTS, observing(new RealSymbols(List.of())));
        assertThat(PROMPTS.decode(PROMPTS.encode(observing(Events.binary()))).getObserved())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "é", "数字", "🙂", "\uFFFD", "a\uFFFDb\uFFFD", "\u202Eright to left"})
    void anyTextIsAnIdentifier(String text) {
        PromptEvent prompt = PromptEvent.newBuilder(Events.prompt())
                .setSessionId(text)
                .setHeaders(Map.of(text, text))
                .build();

        assertComesBack(PROMPTS, prompt);
    }

    @Test
    void symbolsAreKeptUnboxed() {
        byte[] ints = PROMPTS.encode(observing(new CategoricalSymbols(List.of(1, 2, 3))));
        byte[] reals = PROMPTS.encode(observing(new RealSymbols(List.of(1f, 2f, 3f))));

        assertThat(((CategoricalSymbols) PROMPTS.decode(ints).getObserved()).getValues())
                .isInstanceOf(PrimitivesArrays.IntArray.class);
        assertThat(((RealSymbols) PROMPTS.decode(reals).getObserved()).getValues())
                .isInstanceOf(PrimitivesArrays.FloatArray.class);
    }

    @Test
    void aMillionRealSymbolsFitOneEvent() {
        byte[] bytes = PROMPTS.encode(observing(new RealSymbols(Collections.nCopies(1_000_000, 0.1f))));

        assertThat(((RealSymbols) PROMPTS.decode(bytes).getObserved()).getValues())
                .hasSize(1_000_000)
                .endsWith(0.1f);
    }

    @Test
    void theLargestEventIsWrittenAndReadAndOneByteMoreIsNot() {
        int limit = 1000;
        EventCodec<PromptEvent> codec = PROMPTS.withMaxBytes(limit);
        int others = PROMPTS.encode(observing(symbols(900))).length - 900;

        assertComesBack(codec, observing(symbols(limit - others - 1)));
        assertComesBack(codec, observing(symbols(limit - others)));
        assertThat(codec.encode(observing(symbols(limit - others)))).hasSize(limit);
        assertThatThrownBy(() -> codec.encode(observing(symbols(limit - others + 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1000 bytes, got 1001");
    }

    @Test
    void theLongestStringIsWrittenAndReadAndOneByteMoreIsNot() {
        assertComesBack(PROMPTS, named("x".repeat(65_535)));
        assertComesBack(PROMPTS, named("x".repeat(65_536)));
        assertComesBack(PROMPTS, named("é".repeat(32_768)));
        assertThatThrownBy(() -> PROMPTS.encode(named("é".repeat(32_768) + "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 65536 bytes in UTF-8, got 65537");
    }

    @Test
    void theLargestMapIsWrittenAndReadAndOneEntryMoreIsNot() {
        assertComesBack(PROMPTS, withHeaders(1023));
        assertComesBack(PROMPTS, withHeaders(1024));
        assertThatThrownBy(() -> PROMPTS.encode(withHeaders(1025)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1024 entries, got 1025");
    }

    @Test
    void equalEventsAreEqualBytesWhateverOrderTheirHeadersHave() {
        Map<String, String> ascending = new LinkedHashMap<>();
        Map<String, String> descending = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            ascending.put("h" + i, "v" + i);
            descending.put("h" + (19 - i), "v" + (19 - i));
        }

        assertThat(PROMPTS.encode(withHeaders(ascending))).isEqualTo(PROMPTS.encode(withHeaders(descending)));
    }

    @Test
    void halfACharacterIsNotSent() {
        assertThatThrownBy(() -> PROMPTS.encode(named("cut \uD83D")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void anEventWithoutAFieldThatTheContractDemandsIsNotSent() {
        PromptEvent prompt = PromptEvent.newBuilder(Events.prompt()).build();
        prompt.setSessionId(null);

        assertThatThrownBy(() -> PROMPTS.encode(prompt))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("session_id");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9, (64 << 20) + 1, Integer.MAX_VALUE})
    void aLimitThatNoEventFitsOrThatIsNoneIsRefused(int maxBytes) {
        assertThatThrownBy(() -> PROMPTS.withMaxBytes(maxBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + maxBytes);
    }

    private static <T extends SpecificRecord> void assertComesBack(EventCodec<T> codec, T event) {
        byte[] bytes = codec.encode(event);
        T read = codec.decode(bytes);
        assertThat(read.equals(event)).as("%s", event.getSchema().getName()).isTrue();
        assertThat(Arrays.equals(codec.encode(read), bytes)).isTrue();
    }

    private static PromptEvent observing(Object symbols) {
        return PromptEvent.newBuilder(Events.prompt()).setObserved(symbols).build();
    }

    private static Object symbols(int count) {
        return new BinarySymbols(ByteBuffer.allocate(count));
    }

    private static PromptEvent named(String session) {
        return PromptEvent.newBuilder(Events.prompt()).setSessionId(session).build();
    }

    private static PromptEvent withHeaders(int entries) {
        Map<String, String> headers =
                IntStream.range(0, entries).boxed().collect(Collectors.toMap(i -> "h" + i, i -> ""));
        return withHeaders(headers);
    }

    private static PromptEvent withHeaders(Map<String, String> headers) {
        return PromptEvent.newBuilder(Events.prompt()).setHeaders(headers).build();
    }
}
