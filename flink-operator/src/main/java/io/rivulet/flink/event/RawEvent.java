package io.rivulet.flink.event;

import java.util.Arrays;

/**
 * A Kafka record before it is decoded.
 *
 * @param value the first bytes of the record's value, no more than the job's limit; empty for a record without a value
 * @param bytes how many bytes the whole value has
 */
public record RawEvent(SourcePosition source, byte[] value, int bytes) {

    public RawEvent {
        if (bytes < value.length) {
            throw new IllegalArgumentException("a value cannot be longer than the whole it is cut from, got "
                    + value.length + " of " + bytes + " bytes; pass the whole value's length");
        }
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
        return "RawEvent[" + source + ", " + bytes + " bytes]";
    }
}
