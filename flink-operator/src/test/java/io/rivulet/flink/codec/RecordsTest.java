package io.rivulet.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.event.Symbols;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private static final SourcePosition SOURCE = new SourcePosition("prompts", 2, 77, null);
    private static final Origin ORIGIN = new Origin("s\u00e9", "r", 1234, Map.of("k", "v"), SOURCE);

    @Test
    void aChunkIsPublishedUnderItsSession() {
        Chunk chunk = new Chunk(ORIGIN, "mnist", "f", 1, 2, 30, binary(1, 0), SessionStart.RESET, 3);
        ProducerRecord<byte[], byte[]> record = publish(chunk);

        assertThat(record.topic()).isEqualTo("chunks");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("s\u00e9");
        GeneratedChunk event = EventCodec.chunks().decode(record.value());
        assertThat(event.getSymbols()).isEqualTo(new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0})));
        assertThat(event.getSessionStart().name()).isEqualTo("RESET");
        assertThat(event.getPosition()).isEqualTo(30);
        assertThat(event.getStepsAbsorbed()).isEqualTo(3);
        assertThat(event.getHeaders()).isEqualTo(Map.of("k", "v"));
        assertThat(event.getEventTime()).isEqualTo(Instant.ofEpochMilli(1234));
        assertThat(event.getSource().getOffset()).isEqualTo(77);
        assertThat(event.getSource().getTimestamp()).isNull();
    }

    @Test
    void aKafkaRecordWithoutAValueIsToldFromAnEmptyOneAndALongOneIsCut() {
        List<RawEvent> events = new ArrayList<>();
        RawEventSchema schema = new RawEventSchema(2, RecordTypes.RAW_EVENT);
        for (byte[] value : new byte[][] {null, {}, {1, 2, 3}}) {
            schema.deserialize(new ConsumerRecord<>("prompts", 2, 77, null, value), new ListCollector<>(events));
        }
        SourcePosition source = new SourcePosition("prompts", 2, 77, null);
        assertThat(events)
                .containsExactly(
                        RawEvent.tombstone(source),
                        new RawEvent(source, new byte[0], 0),
                        new RawEvent(source, new byte[] {1, 2}, 3));
    }

    @Test
    void onlyTheLastChunkSaysWhyTheAnswerEnded() {
        assertThat(endReason(0, 2, binary(1))).isNull();
        assertThat(endReason(1, 2, binary(1))).isEqualTo(EndReason.COMPLETED);
        assertThat(endReason(0, 1, binary())).isEqualTo(EndReason.ABSORBED);
        Chunk receipt = new Chunk(ORIGIN, "mnist", "f", 0, 1, 0, binary(), SessionStart.RESUMED, 0, true);
        assertThat(EventCodec.chunks().decode(publish(receipt).value()).getEndReason())
                .isEqualTo(EndReason.FORGOTTEN);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasItsWordInTheContract(Reason reason) {
        Rejection rejection = new Rejection(SOURCE, null, null, reason, "m", new byte[] {9});
        ProducerRecord<byte[], byte[]> record =
                new RejectionRecords("dead", 1_000_000).serialize(rejection, null, null);

        assertThat(record.key()).isNull();
        RejectedPrompt event = EventCodec.rejections().decode(record.value());
        assertThat(event.getReason()).isEqualTo(RejectionReason.valueOf(reason.name()));
        assertThat(event.getMessage()).isEqualTo("m");
        assertThat(event.getRaw()).isEqualTo(ByteBuffer.wrap(new byte[] {9}));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noChunkIsLargerThanForetold(long seed) {
        Random random = new Random(seed);
        SymbolKind kind = SymbolKind.values()[random.nextInt(3)];
        float[] values = new float[random.nextInt(3000)];
        for (int i = 0; i < values.length; i++) {
            values[i] = kind == SymbolKind.BINARY ? random.nextInt(2) : random.nextInt();
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            headers.put("\u6f22".repeat(random.nextInt(20)) + i, "\u6f22".repeat(random.nextInt(50)));
        }
        String id = "\u6f22".repeat(1 + random.nextInt(1000));
        Origin origin = new Origin(id, id, Long.MIN_VALUE, headers, new SourcePosition(id, 1 << 30, 1L << 60, 1L));
        Prompt prompt = new Prompt(origin, null, null, 0, null, 0, 1, false, false, new byte[0]);
        Chunk chunk = new Chunk(
                origin,
                "m".repeat(64),
                "f".repeat(64),
                0,
                1 << 30,
                1L << 62,
                new Symbols(kind, values),
                SessionStart.NEW,
                1L << 60);
        ProducerRecord<byte[], byte[]> record = publish(chunk);

        assertThat((long) FittingLettersTest.sizeInKafka(record))
                .isLessThanOrEqualTo(RecordSizes.largestChunk(prompt, "m".repeat(64), kind, values.length));
    }

    @Test
    void whatIsForetoldOfAnEmptyChunkIsNotFarFromWhatItHas() {
        Prompt prompt = new Prompt(ORIGIN, null, null, 0, null, 0, 1, false, false, new byte[0]);
        Chunk chunk = new Chunk(ORIGIN, "mnist", "f".repeat(64), 0, 1, 0, binary(), SessionStart.NEW, 0);

        assertThat(RecordSizes.largestChunk(prompt, "mnist", SymbolKind.BINARY, 0))
                .isLessThan(FittingLettersTest.sizeInKafka(publish(chunk)) + 100L);
        assertThat(RecordSizes.smallestChunk(SOURCE.topic()))
                .isLessThanOrEqualTo(Math.toIntExact(RecordSizes.largestChunk(prompt, "mnist", SymbolKind.BINARY, 0)));
    }

    private static EndReason endReason(int index, int count, Symbols symbols) {
        Chunk chunk = new Chunk(ORIGIN, "mnist", "f", index, count, 0, symbols, SessionStart.NEW, 0);
        return EventCodec.chunks().decode(publish(chunk).value()).getEndReason();
    }

    private static ProducerRecord<byte[], byte[]> publish(Chunk chunk) {
        return new ChunkRecords("chunks").serialize(chunk, null, null);
    }

    private static Symbols binary(float... values) {
        return new Symbols(SymbolKind.BINARY, values);
    }
}
