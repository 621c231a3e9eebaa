package io.rivulet.testbed.qualification.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Offsets that a job said are gone unread, when it went on without them.
 *
 * @param partition of the prompts
 * @param first of them
 * @param last of them
 */
public record UnreadOffsets(int partition, long first, long last) {
    private static final Pattern LINE = Pattern.compile(
            " (\\S+)-(\\d+) the offsets (\\d+) to (\\d+) are gone unread, .*; the job reads on at offset ");

    /** Of a topic, by the workers' logs in a folder. */
    static List<UnreadOffsets> of(String topic, Path logs) throws IOException {
        List<UnreadOffsets> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher found = LINE.matcher(line);
                    if (found.find() && found.group(1).equals(topic)) {
                        all.add(new UnreadOffsets(
                                Integer.parseInt(found.group(2)),
                                Long.parseLong(found.group(3)),
                                Long.parseLong(found.group(4))));
                    }
                }
            }
        }
        return all;
    }

    /** How many there are. */
    public long count() {
        return last - first + 1;
    }

    /** Whether this offset of this partition is one of them. */
    public boolean contain(int ofPartition, long offset) {
        return ofPartition == partition && first <= offset && offset <= last;
    }

    @Override
    public String toString() {
        return "offsets " + first + " to " + last + " of partition " + partition;
    }
}
