package io.rivulet.flink.state;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What Flink keeps beside state about its serializer: the layout's version. State of the same or an older version is
 * compatible as it is, because every record names its own version; a newer one is refused.
 *
 * @param <T> the record
 */
abstract class VersionedSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int SNAPSHOT_VERSION = 1;

    private final Supplier<VersionedSerializer<T>> serializer;
    private int recordVersion;

    VersionedSnapshot(Supplier<VersionedSerializer<T>> serializer) {
        this.serializer = serializer;
        this.recordVersion = serializer.get().version();
    }

    @Override
    public final int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        out.writeByte(recordVersion);
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        if (readVersion != SNAPSHOT_VERSION) {
            throw new IOException("a serializer snapshot must have version " + SNAPSHOT_VERSION + ", found "
                    + readVersion + "; restore with the release that wrote this state, or a later one");
        }
        recordVersion = in.readByte();
    }

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return serializer.get();
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (old instanceof VersionedSnapshot<T> snapshot
                && old.getClass() == getClass()
                && snapshot.recordVersion >= 1
                && snapshot.recordVersion <= serializer.get().version()) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return TypeSerializerSchemaCompatibility.incompatible();
    }
}
