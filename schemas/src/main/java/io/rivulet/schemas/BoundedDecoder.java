package io.rivulet.schemas;

import io.rivulet.schemas.MalformedEvent.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding from a part of an array and believes no length in it: whatever claims more bytes or
 * items than are left is refused before anything is allocated.
 *
 * <p>Avro's own decoder takes its limits from properties of the whole process, read once by whoever comes first, turns
 * bad UTF-8 into replacement characters, takes any byte for a boolean, and skips values of negative length. A job
 * shares its process with others, and two session ids that differ in bad bytes must not become one; hence this one.
 */
final class BoundedDecoder extends Decoder {
    /** Longest string, in bytes of UTF-8. */
    static final int MAX_STRING_BYTES = 64 << 10;

    /** Most entries in a map: an empty string costs two bytes here and a hundred on the heap. */
    static final int MAX_MAP_ENTRIES = 1024;

    /** Of the tenth group of a number, of which 64 bits leave one. */
    private static final int LAST_SHIFT = 63;

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private int at;
    private long items;

    BoundedDecoder(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    /** Index of the next byte. */
    int position() {
        return at;
    }

    @Override
    public int remainingBytes() {
        return bytes.length - at;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        byte value = next();
        if (value != 0 && value != 1) {
            throw malformed("a boolean must be byte 0 or 1, got " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw malformed("an int must fit 32 bits, got " + value);
        }
        return (int) value;
    }

    /** Little-endian groups of 7 bits, the highest bit of a byte set where another follows; then zigzag. */
    @Override
    public long readLong() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte group = next();
            if (shift == LAST_SHIFT && (group & ~1) != 0) {
                break;
            }
            bits |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw malformed("a number must end within 64 bits and 10 bytes");
    }

    @Override
    public float readFloat() {
        int start = take(Float.BYTES);
        return Float.intBitsToFloat((int) littleEndian(start, Float.BYTES));
    }

    @Override
    public double readDouble() {
        int start = take(Double.BYTES);
        return Double.longBitsToDouble(littleEndian(start, Double.BYTES));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(readString());
    }

    @Override
    public String readString() {
        int length = stringLength();
        int start = take(length);
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkUtf8(start, length);
        }
        return text;
    }

    @Override
    public void skipString() {
        readString();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        int length = SystemLimitException.checkMaxBytesLength(length());
        byte[] copy = new byte[length];
        System.arraycopy(bytes, take(length), copy, 0, length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) {
        take(length);
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        items = 0;
        return arrayNext();
    }

    @Override
    public long arrayNext() {
        long count = block();
        items = SystemLimitException.checkMaxCollectionLength(items, count);
        return count;
    }

    @Override
    public long skipArray() {
        return block();
    }

    @Override
    public long readMapStart() {
        items = 0;
        return mapNext();
    }

    @Override
    public long mapNext() {
        long count = arrayNext();
        if (items > MAX_MAP_ENTRIES) {
            throw tooLarge("a map must have at most " + MAX_MAP_ENTRIES + " entries, got at least " + items);
        }
        return count;
    }

    @Override
    public long skipMap() {
        return block();
    }

    /**
     * Items in the next block of an array or map, 0 at its end; the caller reads or skips each. A negative count says
     * that the block's size in bytes follows.
     */
    private long block() {
        long count = readLong();
        if (count < 0) {
            length();
            count = -count;
        }
        // Every item of our contracts takes at least one byte. Long.MIN_VALUE is still negative here.
        if (count < 0 || count > remainingBytes()) {
            throw malformed("a block claims " + count + " items where " + remainingBytes() + " bytes are left");
        }
        return count;
    }

    private int stringLength() {
        int length = length();
        if (length > MAX_STRING_BYTES) {
            throw tooLarge("a string must have at most " + MAX_STRING_BYTES + " bytes, got " + length);
        }
        return SystemLimitException.checkMaxStringLength(length);
    }

    private int length() {
        long length = readLong();
        if (length < 0 || length > remainingBytes()) {
            throw malformed("a value claims " + length + " bytes where " + remainingBytes() + " are left");
        }
        return (int) length;
    }

    private byte next() {
        return bytes[take(1)];
    }

    private int take(int count) {
        if (count > remainingBytes()) {
            throw malformed("a value needs " + count + " bytes where " + remainingBytes() + " are left");
        }
        int start = at;
        at += count;
        return start;
    }

    private long littleEndian(int start, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    /** The replacement character may have been sent as such; only the strict decoder knows. */
    private void checkUtf8(int start, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        } catch (CharacterCodingException e) {
            throw malformed("a string must be UTF-8, and these " + length + " bytes are not");
        }
    }

    private MalformedEvent tooLarge(String ruleAndFound) {
        return new MalformedEvent(
                Reason.TOO_LARGE, ruleAndFound + " at byte " + at + " of the event; send less beside the symbols");
    }

    private MalformedEvent malformed(String found) {
        return new MalformedEvent(
                Reason.MALFORMED,
                "an event must be encoded as its schema says; at byte " + at + " of " + bytes.length + ", " + found
                        + "; encode it with Avro's binary encoder and send it whole");
    }
}
