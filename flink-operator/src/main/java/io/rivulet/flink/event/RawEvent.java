package io.rivulet.flink.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record before it is decoded.
 *
 * @param value the first bytes of the record's value, no more than the job's limit; empty for a record without a value
 * @param bytes how many bytes the whole value has; {@link #NO_VALUE} for a record without a value
 */
public record RawEvent(SourcePosition source, byte[] value, int bytes) {

    /** Bytes of the value of a record that has none, not even an empty one: a tombstone. */
    public static final int NO_VALUE = -1;

    public RawEvent {
        if (bytes < value.length && !(bytes == NO_VALUE && value.length == 0)) {
            throw new IllegalArgumentException("a value cannot be longer than the whole it is cut from, got "
                    + value.length + " of " + bytes + " bytes; pass the whole value's length");
        }
    }

    /** A record without a value. */
    public static RawEvent tombstone(SourcePosition source) {
        return new RawEvent(source, new byte[0], NO_VALUE);
    }

    /** What there is of the value; null for a record without one. */
    public byte @Nullable [] valueIfAny() {
        return bytes == NO_VALUE ? null : value;
    }

    /** The first {@code count} bytes of the value, or all if it has no more. */
    public byte[] head(int count) {
        return value.length > count ? Arrays.copyOf(value, count) : value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawEvent that
                && bytes == that.bytes
                && source.equals(that.source)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + Arrays.hashCode(value);
    }

    /** Says where and how large, never what: an event's content stays out of logs. */
    @Override
    public String toString() {
        return "RawEvent[" + source + ", " + (bytes == NO_VALUE ? "no value]" : bytes + " bytes]");
    }
}
