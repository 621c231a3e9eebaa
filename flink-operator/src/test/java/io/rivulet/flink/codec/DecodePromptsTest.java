package io.rivulet.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Symbols;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.CategoricalSymbols;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RealSymbols;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecodePromptsTest {

    private static final int MAX_BYTES = 5000;

    private OneInputStreamOperatorTestHarness<RawEvent, Prompt> task;

    @BeforeEach
    void open() throws Exception {
        task = open(0);
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void everyFieldArrives() throws Exception {
        byte[] bytes = bytes(event -> event.setModel("mnist")
                .setObserved(new CategoricalSymbols(List.of(3, 0, 7)))
                .setBlockSteps(4)
                .setSeed(-5)
                .setTemperature(0.25f)
                .setReset(true)
                .setHeaders(Map.of("k", "v")));
        send(bytes);

        Origin origin = new Origin("s", "r", 1234, Map.of("k", "v"), Prompts.source(9));
        Symbols symbols = new Symbols(SymbolKind.CATEGORICAL, new float[] {3, 0, 7});
        assertThat(task.extractOutputValues())
                .containsExactly(new Prompt(origin, "mnist", symbols, 6, 4, -5, 0.25f, true, false, new byte[0]));
    }

    @Test
    void theWishToBeForgottenArrives() throws Exception {
        send(bytes(event -> event.setForget(true).setGenerateSymbols(0)));
        send(bytes(event -> {}));
        assertThat(task.extractOutputValues()).extracting(Prompt::forget).containsExactly(true, false);
    }

    @Test
    void symbolsOfEveryKindArrive() throws Exception {
        send(bytes(event -> event.setObserved(new BinarySymbols(ByteBuffer.wrap(new byte[] {0, 1, (byte) 200})))));
        send(bytes(event -> event.setObserved(new RealSymbols(List.of(-1.5f, Float.NaN)))));
        send(bytes(event -> event.setObserved(null)));

        assertThat(task.extractOutputValues())
                .extracting(Prompt::observed)
                .containsExactly(
                        new Symbols(SymbolKind.BINARY, new float[] {0, 1, 200}),
                        new Symbols(SymbolKind.REAL, new float[] {-1.5f, Float.NaN}),
                        null);
    }

    static Stream<Arguments> bad() {
        byte[] good = bytes(event -> {});
        byte[] foreign = good.clone();
        foreign[5] ^= 1;
        return Stream.of(
                bad("no bytes", new byte[0], Reason.MALFORMED, "0 bytes"),
                bad(
                        "text",
                        "{\"session_id\":\"s\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Reason.MALFORMED,
                        "C3 01"),
                bad("a registry's format", new byte[] {0, 0, 0, 0, 42, 7, 7}, Reason.MALFORMED, "byte 0 and an id"),
                bad("truncated", Arrays.copyOf(good, good.length - 3), Reason.MALFORMED, "at byte"),
                bad("trailing bytes", Arrays.copyOf(good, good.length + 2), Reason.MALFORMED, "2 bytes"),
                bad("foreign schema", foreign, Reason.UNKNOWN_SCHEMA, "fingerprint"),
                bad("too large", new byte[MAX_BYTES + 1], Reason.TOO_LARGE, "at most 5000", "got 5001"),
                bad(
                        "empty session",
                        bytes(event -> event.setSessionId("")),
                        Reason.INVALID_FIELD,
                        "session_id",
                        "got 0"),
                bad(
                        "long session",
                        bytes(event -> event.setSessionId("x".repeat(1025))),
                        Reason.INVALID_FIELD,
                        "session_id",
                        "got 1025"));
    }

    static Stream<Arguments> badFields() {
        return Stream.of(
                bad("negative count", bytes(event -> event.setGenerateSymbols(-1)), Reason.INVALID_FIELD, "got -1"),
                bad("no block", bytes(event -> event.setBlockSteps(0)), Reason.INVALID_FIELD, "block_steps", "got 0"),
                bad("too hot", bytes(event -> event.setTemperature(10.5f)), Reason.INVALID_FIELD, "10.5"),
                bad(
                        "forgets and generates",
                        bytes(event -> event.setForget(true)),
                        Reason.INVALID_FIELD,
                        "forget must ask for nothing else"),
                bad(
                        "forgets and resets",
                        bytes(event ->
                                event.setForget(true).setGenerateSymbols(0).setReset(true)),
                        Reason.INVALID_FIELD,
                        "forget must ask for nothing else"),
                bad("NaN heat", bytes(event -> event.setTemperature(Float.NaN)), Reason.INVALID_FIELD, "NaN"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void bytesThatAreNoPromptAreDeadLettersAndTheNextOneIsDecoded(
            String name, byte[] bytes, Reason reason, List<String> said) throws Exception {
        send(bytes);
        send(bytes(event -> {}));

        Rejection letter = onlyDeadLetter();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.message()).contains(said).contains("; ");
        assertThat(letter.source()).isEqualTo(Prompts.source(9));
        assertThat(letter.sessionId()).isNull();
        assertThat(letter.raw()).isEmpty();
        assertThat(task.extractOutputValues()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFields")
    void aPromptWithABadFieldIsADeadLetterThatNamesItsRequest(
            String name, byte[] bytes, Reason reason, List<String> said) throws Exception {
        send(bytes);

        Rejection letter = onlyDeadLetter();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.message()).contains(said).contains("; ");
        assertThat(letter.sessionId()).isEqualTo("s");
        assertThat(letter.requestId()).isEqualTo("r");
        assertThat(task.extractOutputValues()).isEmpty();
    }

    @Test
    void deadLettersCarryTheFirstBytesIfTheJobKeepsThem() throws Exception {
        task.close();
        task = open(4);
        send(new byte[] {1, 2, 3, 4, 5, 6});
        send(bytes(event -> {}));

        assertThat(onlyDeadLetter().raw()).containsExactly(1, 2, 3, 4);
        assertThat(task.extractOutputValues().get(0).raw()).startsWith(0xC3, 1).hasSize(4);
    }

    @Test
    void aTombstoneIsADeadLetterOfItsOwnAndNoEmptyValue() throws Exception {
        task.processElement(new StreamRecord<>(RawEvent.tombstone(Prompts.source(9))));
        send(bytes(event -> {}));

        assertThat(onlyDeadLetter().reason()).isEqualTo(Reason.MALFORMED);
        assertThat(onlyDeadLetter().message()).contains("without a value (a tombstone)");
        assertThat(task.extractOutputValues()).hasSize(1);
    }

    @Test
    void aPromptUnderTheFingerprintOfPythonsAvroIsAPrompt() throws Exception {
        byte[] bytes = bytes(event -> {});
        // python3-avro 1.11.1's of PromptEvent/v2, 67e31f74a29ca2a0, little-endian.
        byte[] fingerprint = HexFormat.of().parseHex("a0a29ca2741fe367");
        System.arraycopy(fingerprint, 0, bytes, 2, fingerprint.length);
        send(bytes);
        assertThat(task.extractOutputValues()).hasSize(1);
        assertThat(task.getSideOutput(RecordTypes.DEAD_LETTERS)).isNull();
    }

    private Rejection onlyDeadLetter() {
        assertThat(task.getSideOutput(RecordTypes.DEAD_LETTERS)).hasSize(1);
        return task.getSideOutput(RecordTypes.DEAD_LETTERS).element().getValue();
    }

    private void send(byte[] bytes) throws Exception {
        byte[] head = Arrays.copyOf(bytes, Math.min(MAX_BYTES, bytes.length));
        task.processElement(new StreamRecord<>(new RawEvent(Prompts.source(9), head, bytes.length)));
    }

    private static OneInputStreamOperatorTestHarness<RawEvent, Prompt> open(int rawBytes) throws Exception {
        OneInputStreamOperatorTestHarness<RawEvent, Prompt> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new DecodePrompts(MAX_BYTES, rawBytes, RecordTypes.DEAD_LETTERS)));
        harness.setup(
                RecordTypes.PROMPT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
        return harness;
    }

    private static byte[] bytes(Consumer<PromptEvent.Builder> change) {
        PromptEvent.Builder event = PromptEvent.newBuilder()
                .setSessionId("s")
                .setRequestId("r")
                .setGenerateSymbols(6)
                .setEventTime(Instant.ofEpochMilli(1234));
        change.accept(event);
        return EventCodec.prompts().encode(event.build());
    }

    private static Arguments bad(String name, byte[] bytes, Reason reason, String... said) {
        return Arguments.of(name, bytes, reason, List.of(said));
    }
}
