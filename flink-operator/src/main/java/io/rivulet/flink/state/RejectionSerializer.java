package io.rivulet.flink.state;

import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a rejection, between tasks. */
final class RejectionSerializer extends VersionedSerializer<Rejection> {

    private static final long serialVersionUID = 1L;

    @Override
    int version() {
        return 1;
    }

    @Override
    void write(Rejection rejection, DataOutputView out) throws IOException {
        EventFields.writeSource(rejection.source(), out);
        Fields.writeOptional(rejection.sessionId(), Fields::writeText, out);
        Fields.writeOptional(rejection.requestId(), Fields::writeText, out);
        out.writeByte(rejection.reason().ordinal());
        Fields.writeText(rejection.message(), out);
        Fields.writeBytes(rejection.raw(), out);
    }

    @Override
    Rejection read(int version, DataInputView in) throws IOException {
        return new Rejection(
                EventFields.readSource(in),
                Fields.readOptional(Fields::readText, in),
                Fields.readOptional(Fields::readText, in),
                Fields.readConstant(Reason.values(), in),
                Fields.readText(in),
                Fields.readBytes(in));
    }

    @Override
    public Rejection createInstance() {
        return new Rejection(EventFields.NO_ORIGIN.source(), null, null, Reason.MALFORMED, "", new byte[0]);
    }

    @Override
    public TypeSerializerSnapshot<Rejection> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<Rejection> {
        public Snapshot() {
            super(RejectionSerializer::new);
        }
    }
}
