package io.rivulet.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.FuzzCases;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.MalformedEvent;
import io.rivulet.schemas.event.PromptEvent;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any bytes as the value of a Kafka record: what {@link EventCodec} and then the job's {@link DecodePrompts} make of
 * them.
 *
 * <p>Allowed is a {@link MalformedEvent} or, of what no job could serve, a {@link Refusal}; or an event that is equal
 * when it is written and read again. Not of equal bytes: Avro lets a number have leading zeros, a map any order and an
 * array several blocks. A prompt must be equal again behind its state bytes as well, as it is to wait there.
 */
public class EventFuzzTest {

    private static final int MAX_BYTES = 1 << 16;
    private static final SourcePosition SOURCE = new SourcePosition("prompts", 0, 7, null);
    private static final List<EventCodec<? extends SpecificRecord>> CODECS =
            List.of(EventCodec.prompts(), EventCodec.chunks(), EventCodec.rejections(), EventCodec.controls());
    private static final EventCodec<PromptEvent> PROMPTS = EventCodec.prompts().withMaxBytes(MAX_BYTES);
    private static final TypeSerializer<Prompt> STATE = RecordTypes.PROMPT.createSerializer(new SerializerConfigImpl());

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(FuzzCases.class)
    void anEventIsRefusedOrIsEqualWhenReadAgain(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    /** What Jazzer calls, as often as it can. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        for (EventCodec<? extends SpecificRecord> codec : CODECS) {
            again(codec, bytes);
        }
        prompt(new RawEvent(SOURCE, bytes, bytes.length));
    }

    private static <T extends SpecificRecord> void again(EventCodec<T> codec, byte[] bytes) {
        T event;
        try {
            event = codec.decode(bytes);
        } catch (MalformedEvent refused) {
            return;
        }
        byte[] written = codec.encode(event);
        T again = codec.decode(written);
        // Field by field: to the generated classes as a whole, a number that is not one differs from itself.
        for (Schema.Field field : event.getSchema().getFields()) {
            assertThat(again.get(field.pos())).as(field.name()).isEqualTo(event.get(field.pos()));
        }
        assertThat(codec.encode(again)).isEqualTo(written);
    }

    private static void prompt(RawEvent raw) throws IOException {
        Prompt prompt;
        try {
            PromptEvent event = DecodePrompts.decoded(raw, PROMPTS, MAX_BYTES);
            prompt = DecodePrompts.prompt(event, DecodePrompts.origin(event, raw.source()), raw.head(16));
        } catch (Refusal refused) {
            return;
        }
        DataOutputSerializer state = new DataOutputSerializer(64);
        STATE.serialize(prompt, state);
        assertThat(STATE.deserialize(new DataInputDeserializer(state.getCopyOfBuffer())))
                .isEqualTo(prompt);
    }
}
