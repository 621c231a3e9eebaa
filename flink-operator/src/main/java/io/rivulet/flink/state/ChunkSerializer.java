package io.rivulet.flink.state;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.Symbols;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a chunk, between tasks. */
final class ChunkSerializer extends VersionedSerializer<Chunk> {

    private static final long serialVersionUID = 1L;

    @Override
    int version() {
        return 2;
    }

    @Override
    void write(Chunk chunk, DataOutputView out) throws IOException {
        EventFields.writeOrigin(chunk.origin(), out);
        Fields.writeText(chunk.model(), out);
        Fields.writeText(chunk.fingerprint(), out);
        out.writeInt(chunk.index());
        out.writeInt(chunk.count());
        out.writeLong(chunk.position());
        EventFields.writeSymbols(chunk.symbols(), out);
        out.writeByte(chunk.sessionStart().ordinal());
        out.writeLong(chunk.stepsAbsorbed());
        out.writeBoolean(chunk.forgotten());
    }

    @Override
    Chunk read(int version, DataInputView in) throws IOException {
        return new Chunk(
                EventFields.readOrigin(in),
                Fields.readText(in),
                Fields.readText(in),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                EventFields.readSymbols(in),
                Fields.readConstant(SessionStart.values(), in),
                in.readLong(),
                version > 1 && Fields.readBoolean(in));
    }

    @Override
    public Chunk createInstance() {
        Symbols none = Symbols.none(SymbolKind.BINARY);
        return new Chunk(EventFields.NO_ORIGIN, "", "", 0, 1, 0, none, SessionStart.NEW, 0);
    }

    @Override
    public TypeSerializerSnapshot<Chunk> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<Chunk> {
        public Snapshot() {
            super(ChunkSerializer::new);
        }
    }
}
