package io.rivulet.testbed.qualification.oracle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Records of an output by lane, in order within each. Not thread safe. */
public final class OutputLanes {
    private final Map<String, List<OutputRecord>> lanes = new TreeMap<>();
    private long size;

    /** Appends a record to its lane. */
    public void add(OutputRecord answer) {
        lanes.computeIfAbsent(answer.lane(), lane -> new ArrayList<>()).add(answer);
        size++;
    }

    /** Records in all lanes. */
    public long size() {
        return size;
    }

    /** Names of the lanes that have records. */
    public Set<String> names() {
        return Set.copyOf(lanes.keySet());
    }

    /** Records of a lane; none if it has none. */
    public List<OutputRecord> lane(String name) {
        return List.copyOf(lanes.getOrDefault(name, List.of()));
    }

    /** SHA-256 of all of it, whatever the order of lanes among each other. */
    public String digest() {
        MessageDigest digest = Sha256.start();
        lanes.forEach((lane, records) -> {
            update(digest, lane);
            for (OutputRecord one : records) {
                update(digest, one.place().prompt() + " " + one.place().index() + " " + one.digest());
            }
        });
        return Sha256.finish(digest);
    }

    private static void update(MessageDigest digest, String line) {
        digest.update((line + '\n').getBytes(StandardCharsets.UTF_8));
    }
}
