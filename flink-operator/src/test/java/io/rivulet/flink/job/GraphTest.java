package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.TinyModels;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.PromptEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a real, small Flink cluster, but for Kafka. */
class GraphTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(1)
            .build());

    @TempDir
    Path model;

    @Test
    void goodEventsAreAnsweredAndBadOnesAreDeadLettersInOneJob() throws Exception {
        TinyModels.binary(model, 5);
        List<RawEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(event(i, prompt("session-" + i % 12, "r" + i)));
            if (i % 10 == 9) {
                events.add(event(1000 + i, new byte[] {1, 2, 3}));
                events.add(event(2000 + i, EventCodec.prompts().encode(unknownModel())));
            }
        }
        Configuration options = new Configuration();
        options.set(RivuletOptions.MODEL_PATH, model.toUri().toString());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        environment.configure(
                new Configuration().set(org.apache.flink.configuration.PipelineOptions.GENERIC_TYPES, false));
        DataStream<RawEvent> source = environment.fromData(events, RecordTypes.RAW_EVENT);
        RivuletJob.Answers answers = RivuletJob.answer(source, options);
        CloseableIterator<Chunk> chunks = answers.chunks().collectAsync();
        CloseableIterator<Rejection> deadLetters = answers.deadLetters().collectAsync();
        environment.execute();

        List<Chunk> made = new ArrayList<>();
        chunks.forEachRemaining(made::add);
        assertThat(made).hasSize(60 * 3);
        for (int session = 0; session < 12; session++) {
            String id = "session-" + session;
            assertThat(made.stream().filter(chunk -> chunk.origin().sessionId().equals(id)))
                    .as(id)
                    .extracting(Chunk::position)
                    .containsExactly(2L, 8L, 16L, 24L, 32L, 40L, 46L, 52L, 60L, 68L, 76L, 84L, 90L, 96L, 104L);
        }
        List<Rejection> rejected = new ArrayList<>();
        deadLetters.forEachRemaining(rejected::add);
        assertThat(rejected)
                .filteredOn(letter -> letter.reason() == Reason.MALFORMED)
                .hasSize(6);
        assertThat(rejected)
                .filteredOn(letter -> letter.reason() == Reason.UNKNOWN_MODEL)
                .hasSize(6);
        assertThat(rejected).hasSize(12);
    }

    private static RawEvent event(long offset, byte[] bytes) {
        return new RawEvent(Prompts.source(offset), bytes, bytes.length);
    }

    private static PromptEvent unknownModel() {
        return PromptEvent.newBuilder()
                .setSessionId("session-0")
                .setRequestId("unknown")
                .setModel("other")
                .setGenerateSymbols(1)
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static byte[] prompt(String session, String request) {
        return EventCodec.prompts()
                .encode(PromptEvent.newBuilder()
                        .setSessionId(session)
                        .setRequestId(request)
                        .setObserved(new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0})))
                        .setGenerateSymbols(20)
                        .setBlockSteps(2)
                        .setEventTime(Instant.EPOCH)
                        .build());
    }
}
