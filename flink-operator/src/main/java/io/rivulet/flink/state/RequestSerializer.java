package io.rivulet.flink.state;

import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.SessionStart;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of an unfinished request: the right half of the diagram at {@link SessionSerializer}. Version 2 says that the
 * prompt in it may be of version 2, so that an older release refuses the state before it reads any.
 */
final class RequestSerializer extends VersionedSerializer<OpenRequest> {

    private static final long serialVersionUID = 1L;

    private final SessionSerializer sessions = new SessionSerializer();
    private final PromptSerializer prompts = new PromptSerializer();

    @Override
    int version() {
        return 2;
    }

    @Override
    void write(OpenRequest request, DataOutputView out) throws IOException {
        sessions.serialize(request.session(), out);
        prompts.serialize(request.prompt(), out);
        out.writeByte(request.start().ordinal());
        out.writeInt(request.blockSteps());
        out.writeInt(request.pending());
        out.writeInt(request.nextBlock());
    }

    @Override
    OpenRequest read(int version, DataInputView in) throws IOException {
        StoredSession session = sessions.deserialize(in);
        Prompt prompt = prompts.deserialize(in);
        SessionStart start = Fields.readConstant(SessionStart.values(), in);
        return new OpenRequest(session, prompt, start, in.readInt(), in.readInt(), in.readInt());
    }

    @Override
    public OpenRequest createInstance() {
        return new OpenRequest(sessions.createInstance(), prompts.createInstance(), SessionStart.NEW, 1, 0, 1);
    }

    @Override
    public TypeSerializerSnapshot<OpenRequest> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<OpenRequest> {
        public Snapshot() {
            super(RequestSerializer::new);
        }
    }
}
