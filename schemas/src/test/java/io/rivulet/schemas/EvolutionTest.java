package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.MalformedEvent.Reason;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Committed bytes were written by another implementation of Avro, from the schemas in the history folder. */
class EvolutionTest {
    private static final Schema NEWER_PROMPT = Wire.schema("newer/PromptEvent.avsc");
    private static final Schema NEWER_CHUNK = Wire.schema("newer/GeneratedChunk.avsc");

    @Test
    void todaysBytesAreReadAndWrittenAsCommitted() {
        assertGolden(EventCodec.prompts(), "PromptEvent.v2", Events.prompt());
        assertGolden(EventCodec.chunks(), "GeneratedChunk.v2", Events.chunk());
        assertGolden(EventCodec.rejections(), "RejectedPrompt.v2", Events.rejection());
        assertGolden(EventCodec.controls(), "ModelControl.v1", Events.control());
    }

    private static <T extends SpecificRecord> void assertGolden(EventCodec<T> codec, String file, T event) {
        assertThat(codec.decode(Wire.golden(file))).isEqualTo(event);
        assertThat(codec.encode(event)).isEqualTo(Wire.golden(file));
    }

    @Test
    void aPromptOfAFormerVersionGetsTheDefaultsOfTheFieldsThatItLacks() {
        PromptEvent.Builder expected = PromptEvent.newBuilder(Events.prompt()).setForget(false);

        assertThat(EventCodec.prompts().decode(Wire.golden("PromptEvent.v1"))).isEqualTo(expected.build());
        assertThat(EventCodec.prompts().decode(Wire.golden("PromptEvent.v0")))
                .isEqualTo(expected.setBlockSteps(null).setTemperature(1f).build());
    }

    @Test
    void aChunkOfAFormerVersionGetsTheDefaultsOfTheFieldsThatItLacks() {
        GeneratedChunk.Builder expected =
                GeneratedChunk.newBuilder(Events.chunk()).setEndReason(EndReason.COMPLETED);

        assertThat(EventCodec.chunks().decode(Wire.golden("GeneratedChunk.v1"))).isEqualTo(expected.build());
        assertThat(EventCodec.chunks().decode(Wire.golden("GeneratedChunk.v0")))
                .isEqualTo(expected.setSessionStart(SessionStart.UNKNOWN)
                        .setStepsAbsorbed(0)
                        .setHeaders(Map.of())
                        .build());
    }

    @Test
    void aRejectionOfAFormerVersionIsRead() {
        assertThat(EventCodec.rejections().decode(Wire.golden("RejectedPrompt.v1")))
                .isEqualTo(RejectedPrompt.newBuilder(Events.rejection())
                        .setReason(RejectionReason.INVALID_SYMBOLS)
                        .build());
    }

    @Test
    void aNewerPromptIsReadWithoutTheFieldsThatThisVersionDoesNotKnow() {
        EventCodec<PromptEvent> codec = EventCodec.prompts().withWriterSchema(NEWER_PROMPT);

        assertThat(codec.decode(Wire.byAvro(newerPrompt()))).isEqualTo(Events.prompt());
        assertThat(codec.decode(Wire.byAvroInSizedBlocks(newerPrompt()))).isEqualTo(Events.prompt());
        assertThat(codec.decode(Wire.golden("PromptEvent.v2"))).isEqualTo(Events.prompt());
        assertThat(codec.decode(Wire.golden("PromptEvent.v0")).getTemperature()).isEqualTo(1f);
    }

    @Test
    void aNewerPromptIsRefusedInFullUntilItsSchemaIsGiven() {
        assertThatThrownBy(() -> EventCodec.prompts().decode(Wire.byAvro(newerPrompt())))
                .isInstanceOfSatisfying(
                        MalformedEvent.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
    }

    @Test
    void damageInAFieldThatIsOnlySteppedOverIsFound() {
        EventCodec<PromptEvent> codec = EventCodec.prompts().withWriterSchema(NEWER_PROMPT);
        byte[] note = Wire.byAvro(newerPrompt());
        byte[] attachment = note.clone();
        note[indexOf(note, "later") - 1] = 9; // zigzag for -5
        attachment[indexOf(attachment, "\1\2\3") - 1] = 9;

        assertThatThrownBy(() -> codec.decode(note))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("claims -5 bytes");
        assertThatThrownBy(() -> codec.decode(attachment))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("claims -5 bytes");
    }

    @Test
    void aSymbolThatThisVersionDoesNotKnowBecomesUnknown() {
        GenericRecord chunk = Wire.generic(NEWER_CHUNK, Events.chunk());
        chunk.put(
                "end_reason",
                Wire.enumOf(
                        NEWER_CHUNK.getField("end_reason").schema().getTypes().get(1), "STOPPED"));
        chunk.put(
                "session_start",
                Wire.enumOf(NEWER_CHUNK.getField("session_start").schema(), "MERGED"));

        GeneratedChunk read = EventCodec.chunks().withWriterSchema(NEWER_CHUNK).decode(Wire.byAvro(chunk));

        assertThat(read.getEndReason()).isEqualTo(EndReason.UNKNOWN);
        assertThat(read.getSessionStart()).isEqualTo(SessionStart.UNKNOWN);
        assertThat(read.getSource()).isEqualTo(Events.source());
    }

    @Test
    void aSymbolThatMovedKeepsItsName() {
        GenericRecord chunk = Wire.generic(NEWER_CHUNK, Events.chunk());

        assertThat(EventCodec.chunks().withWriterSchema(NEWER_CHUNK).decode(Wire.byAvro(chunk)))
                .isEqualTo(Events.chunk());
    }

    @Test
    void aSchemaWhoseEventsCannotBeReadIsRefused() {
        assertThatThrownBy(() -> EventCodec.controls().withWriterSchema(NEWER_PROMPT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ModelControl");
    }

    private static GenericRecord newerPrompt() {
        GenericRecord prompt = Wire.generic(NEWER_PROMPT, Events.prompt());
        prompt.put("priority", 7);
        prompt.put("deadline", 1L);
        prompt.put("note", "later");
        prompt.put("attachment", ByteBuffer.wrap(new byte[] {1, 2, 3}));
        prompt.put("weights", List.of(0.5, 0.25, 0.125));
        prompt.put("tags", Map.of("a", "b", "c", "d"));
        prompt.put(
                "digest", new GenericData.Fixed(NEWER_PROMPT.getField("digest").schema(), new byte[] {4, 3, 2, 1}));
        prompt.put("urgency", Wire.enumOf(NEWER_PROMPT.getField("urgency").schema(), "HIGH"));
        prompt.put("ratio", 0.5f);
        prompt.put("urgent", true);
        return prompt;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
