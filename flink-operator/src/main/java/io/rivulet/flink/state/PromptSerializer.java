package io.rivulet.flink.state;

import io.rivulet.flink.event.Prompt;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of a prompt, between tasks and while it waits in keyed state for its turn. Version 2; version 1 has no forget:
 *
 * <pre>
 * byte version | origin | optional text model | optional symbols observed | long generate | optional int block steps
 * | long seed | float temperature | boolean reset | boolean forget | bytes raw
 *
 * origin  = text session id | text request id | long event time | int n, n x (text key, text value) | source
 * source  = text topic | int partition | long offset | optional long timestamp
 * symbols = byte kind | int n | n x float
 * text, bytes = int n | n bytes;  optional = boolean there | the field, if it is
 * </pre>
 */
final class PromptSerializer extends VersionedSerializer<Prompt> {

    private static final long serialVersionUID = 1L;

    @Override
    int version() {
        return 2;
    }

    @Override
    void write(Prompt prompt, DataOutputView out) throws IOException {
        EventFields.writeOrigin(prompt.origin(), out);
        Fields.writeOptional(prompt.model(), Fields::writeText, out);
        Fields.writeOptional(prompt.observed(), EventFields::writeSymbols, out);
        out.writeLong(prompt.generateSymbols());
        Fields.writeOptional(prompt.blockSteps(), (steps, to) -> to.writeInt(steps), out);
        out.writeLong(prompt.seed());
        out.writeFloat(prompt.temperature());
        out.writeBoolean(prompt.reset());
        out.writeBoolean(prompt.forget());
        Fields.writeBytes(prompt.raw(), out);
    }

    @Override
    Prompt read(int version, DataInputView in) throws IOException {
        return new Prompt(
                EventFields.readOrigin(in),
                Fields.readOptional(Fields::readText, in),
                Fields.readOptional(EventFields::readSymbols, in),
                in.readLong(),
                Fields.readOptional(DataInputView::readInt, in),
                in.readLong(),
                in.readFloat(),
                Fields.readBoolean(in),
                version > 1 && Fields.readBoolean(in),
                Fields.readBytes(in));
    }

    @Override
    public Prompt createInstance() {
        return new Prompt(EventFields.NO_ORIGIN, null, null, 0, null, 0, 1, false, false, new byte[0]);
    }

    @Override
    public TypeSerializerSnapshot<Prompt> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<Prompt> {
        public Snapshot() {
            super(PromptSerializer::new);
        }
    }
}
