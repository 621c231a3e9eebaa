package io.rivulet.flink.state;

import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.SourcePosition;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of an event before it is decoded, between tasks. */
final class RawEventSerializer extends VersionedSerializer<RawEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    int version() {
        return 1;
    }

    @Override
    void write(RawEvent event, DataOutputView out) throws IOException {
        EventFields.writeSource(event.source(), out);
        out.writeInt(event.bytes());
        Fields.writeBytes(event.value(), out);
    }

    @Override
    RawEvent read(int version, DataInputView in) throws IOException {
        SourcePosition source = EventFields.readSource(in);
        int bytes = in.readInt();
        return new RawEvent(source, Fields.readBytes(in), bytes);
    }

    @Override
    public RawEvent createInstance() {
        return new RawEvent(EventFields.NO_ORIGIN.source(), new byte[0], 0);
    }

    @Override
    public TypeSerializerSnapshot<RawEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<RawEvent> {
        public Snapshot() {
            super(RawEventSerializer::new);
        }
    }
}
