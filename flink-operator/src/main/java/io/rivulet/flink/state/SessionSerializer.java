package io.rivulet.flink.state;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.generate.SessionState;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All that is kept of a key, big-endian, frames of {@code F} symbols and {@code n} floats: two for each complex state
 * of each layer that serves, and what the emission remembers of earlier symbols
 * ({@link io.rivulet.core.model.ModelConfig#stateFloats}):
 *
 * <pre>
 *  state "session", between requests          state "request", while one is unfinished
 * +--------+---------------------------+      +-----------------------------------------------+
 * | 1      | version, 1                |      | 1          version, 1 or 2                    |
 * | 32     | fingerprint of the model  |      | 61+4(n+F-1) the session, as on the left       |
 * | 8      | digest of its architecture|      | variable   the prompt as PromptSerializer has |
 * | 8      | steps behind the state    |      |            it, its symbols absorbed           |
 * | 4      | F                         |      |                                               |
 * | 4      | n                         |      | 1          how the session stood              |
 * | 4      | r, symbols of the         |      | 4          steps of a block                   |
 * |        | unfinished frame, 0..F-1  |      | 4          symbols pending when it began      |
 * | 4n     | recurrent state           |      | 4          next block, from 1                 |
 * | 4(F-1) | unfinished frame: r, then |      +-----------------------------------------------+
 * |        | zeros                     |      state "waiting": number of the event, from 0,
 * +--------+---------------------------+      to the prompt
 * </pre>
 *
 * A key has "session" or "request", never both; if repetitions are told, also "answered", the request id of the
 * request that was answered last, as Flink writes a string. The size of "session" depends on the model alone, not on
 * what the session has seen: {@link #bytes}.
 */
final class SessionSerializer extends VersionedSerializer<StoredSession> {

    private static final long serialVersionUID = 1L;

    private static final int FIXED_BYTES = 1 + 32 + 8 + 8 + 4 + 4 + 4;

    /** Bytes of a session whose recurrent state has {@code floats} floats, whatever it has seen. */
    static int bytes(int floats, int frame) {
        return FIXED_BYTES + Float.BYTES * (floats + frame - 1);
    }

    @Override
    int version() {
        return 1;
    }

    @Override
    void write(StoredSession session, DataOutputView out) throws IOException {
        ModelIdentity model = session.model();
        SessionState state = session.state();
        out.write(HexFormat.of().parseHex(model.fingerprint().hex()));
        out.writeLong(model.architecture());
        out.writeLong(state.steps());
        out.writeInt(model.frame());
        out.writeInt(state.numbers());
        out.writeInt(state.pending());
        Fields.writeFloatsOnly(state.numbers(), state::number, out);
        Fields.writeFloatsOnly(model.frame() - 1, i -> i < state.pending() ? state.pending(i) : 0, out);
    }

    @Override
    StoredSession read(int version, DataInputView in) throws IOException {
        byte[] fingerprint = new byte[32];
        in.readFully(fingerprint);
        long architecture = in.readLong();
        long steps = in.readLong();
        int frame = in.readInt();
        int floats = in.readInt();
        int pending = in.readInt();
        if (steps < 0 || frame < 1 || pending < 0 || pending >= frame) {
            throw new IOException("a session must have steps of at least 0 and fewer symbols pending than its frame"
                    + " has, found " + steps + " steps and " + pending + " of " + frame
                    + " symbols; the bytes are damaged");
        }
        float[] recurrent = Fields.readFloatsOnly(floats, in);
        float[] unfinished = Fields.readFloatsOnly(frame - 1, in);
        for (int i = pending; i < unfinished.length; i++) {
            if (Float.floatToRawIntBits(unfinished[i]) != 0) {
                throw new IOException("behind " + pending + " symbols of an unfinished frame must be zeros, found "
                        + "another number at " + i + "; the bytes are damaged");
            }
        }
        float[] partial = Arrays.copyOf(unfinished, pending);
        return new StoredSession(
                new ModelIdentity(new Fingerprint(HexFormat.of().formatHex(fingerprint)), architecture, frame),
                SessionState.adopt(recurrent, steps, partial));
    }

    @Override
    public StoredSession createInstance() {
        return new StoredSession(
                new ModelIdentity(new Fingerprint("0".repeat(64)), 0, 1),
                new SessionState(new float[0], 0, new float[0]));
    }

    @Override
    public TypeSerializerSnapshot<StoredSession> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<StoredSession> {
        public Snapshot() {
            super(SessionSerializer::new);
        }
    }
}
