package io.rivulet.deploy.cluster;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM's heap.
 *
 * @param used bytes of objects, dead ones that were not collected among them
 * @param committed bytes of memory that it has taken for them
 */
public record JvmHeap(long used, long committed) {
    /** A line of the whole heap, or of a generation where it has two. */
    private static final Pattern PART = Pattern.compile("(?:heap|generation) +total (\\d+)K, used (\\d+)K");

    /** Reads what {@code GC.heap_info} prints, under G1 or the serial collector. */
    static JvmHeap parse(String info) throws IOException {
        long used = 0;
        long committed = 0;
        Matcher part = PART.matcher(info);
        while (part.find()) {
            committed += Long.parseLong(part.group(1)) << 10;
            used += Long.parseLong(part.group(2)) << 10;
        }
        if (committed == 0) {
            throw new IOException("a JVM's heap has a total and what is used of it, found " + info.strip()
                    + "; run it with -XX:+UseG1GC or -XX:+UseSerialGC");
        }
        return new JvmHeap(used, committed);
    }
}
