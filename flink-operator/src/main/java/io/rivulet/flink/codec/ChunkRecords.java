package io.rivulet.flink.codec;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Origin;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.SessionStart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Chunks as Kafka records, keyed by the session id, so that a session's chunks stay in order. */
public final class ChunkRecords implements KafkaRecordSerializationSchema<Chunk> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient @Nullable EventCodec<GeneratedChunk> codec;

    /** @param topic where chunks go */
    public ChunkRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Chunk chunk, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = EventCodec.chunks().withMaxBytes(RecordSizes.LARGEST);
        }
        byte[] key = chunk.origin().sessionId().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, codec.encode(event(chunk)));
    }

    private static GeneratedChunk event(Chunk chunk) {
        Origin origin = chunk.origin();
        return GeneratedChunk.newBuilder()
                .setSessionId(origin.sessionId())
                .setRequestId(origin.requestId())
                .setModel(chunk.model())
                .setModelFingerprint(chunk.fingerprint())
                .setChunkIndex(chunk.index())
                .setChunkCount(chunk.count())
                .setPosition(chunk.position())
                .setSymbols(SymbolFields.write(chunk.symbols()))
                .setLast(chunk.last())
                .setEndReason(endReason(chunk))
                .setSessionStart(SessionStart.valueOf(chunk.sessionStart().name()))
                .setStepsAbsorbed(chunk.stepsAbsorbed())
                .setHeaders(origin.headers())
                .setEventTime(Instant.ofEpochMilli(origin.eventTimeMillis()))
                .setSource(SourceFields.write(origin.source()))
                .build();
    }

    private static @Nullable EndReason endReason(Chunk chunk) {
        if (!chunk.last()) {
            return null;
        }
        if (chunk.forgotten()) {
            return EndReason.FORGOTTEN;
        }
        return chunk.symbols().count() == 0 ? EndReason.ABSORBED : EndReason.COMPLETED;
    }
}
