package io.rivulet.flink.state;

import io.rivulet.flink.event.Refusal;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of an immutable record: a version byte, then what {@link #write} of that version wrote. All versions up to the
 * current one are read, so state of older jobs is restored as it is and takes the new layout when it is next written.
 *
 * @param <T> the record
 */
abstract class VersionedSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    /** The version that is written, from 1 to 127. */
    abstract int version();

    /** Writes the fields of {@code record}, big-endian, without the version byte. */
    abstract void write(T record, DataOutputView out) throws IOException;

    /**
     * Reads what {@link #write} of {@code version} wrote, and believes no length in it. Bytes that the current version
     * could not have written are refused, so that what is accepted is written again as the same bytes.
     */
    abstract T read(int version, DataInputView in) throws IOException;

    @Override
    public final void serialize(T record, DataOutputView out) throws IOException {
        out.writeByte(version());
        write(record, out);
    }

    @Override
    public final T deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version < 1 || version > version()) {
            throw new IOException(getClass().getSimpleName() + " reads versions 1 to " + version() + ", found version "
                    + version + "; restore with the release that wrote this state, or a later one");
        }
        try {
            return read(version, in);
        } catch (IllegalArgumentException | Refusal e) {
            throw new IOException(
                    getClass().getSimpleName() + " must find a valid record, but " + e.getMessage()
                            + "; the bytes are damaged",
                    e);
        }
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public final T copy(T record) {
        return record;
    }

    @Override
    public final T copy(T record, T reuse) {
        return record;
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
