package io.rivulet.testbed.cluster;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM's heap.
 *
 * @param used bytes of objects, dead ones that were not collected among them
 * @param from address of the first byte that it may have
 * @param to address after the last
 */
public record JvmHeap(long used, long from, long to) {
    /** A line of the whole heap, or of a generation where it has two; JDK 25 words it otherwise. */
    private static final Pattern PART =
            Pattern.compile("(?:heap|generation|DefNew|Tenured) +total [^\\n]*used (\\d+)K \\[0x(\\p{XDigit}+),[^\\n]*"
                    + " 0x(\\p{XDigit}+)\\)");

    public JvmHeap {
        if (used < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("a heap must have a place and use none or some of it, got " + used
                    + " bytes from " + from + " to " + to + "; give its addresses in their order");
        }
    }

    /** Reads what {@code GC.heap_info} prints, under G1 or the serial collector. */
    static JvmHeap parse(String info) throws IOException {
        long used = 0;
        long from = Long.MAX_VALUE;
        long to = 0;
        Matcher part = PART.matcher(info);
        while (part.find()) {
            used += Long.parseLong(part.group(1)) << 10;
            from = Math.min(from, Long.parseLong(part.group(2), 16));
            to = Math.max(to, Long.parseLong(part.group(3), 16));
        }
        if (to == 0) {
            throw new IOException("a JVM tells what its heap uses and where it lies, found " + info.strip()
                    + "; run it with -XX:+UseG1GC or -XX:+UseSerialGC");
        }
        return new JvmHeap(used, from, to);
    }

    /** Whether memory at this address is the heap's. */
    public boolean holds(long address) {
        return from <= address && address < to;
    }
}
