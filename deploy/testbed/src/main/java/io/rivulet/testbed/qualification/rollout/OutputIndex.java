package io.rivulet.testbed.qualification.rollout;

import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.oracle.OutputRecord.Place;
import io.rivulet.testbed.qualification.oracle.PositionedPrompt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of an output, to be looked up. Of one that came again the first is taken. */
final class OutputIndex {
    private final Map<Key, Entry> first = new HashMap<>();

    /** @param records in the order in which they came */
    OutputIndex(List<OutputRecord> records) {
        for (int before = 0; before < records.size(); before++) {
            OutputRecord one = records.get(before);
            first.putIfAbsent(new Key(one.lane(), one.place()), new Entry(one, before));
        }
    }

    private record Key(String lane, Place place) {}

    /** A record, and how many were read before it. */
    record Entry(OutputRecord record, int before) {}

    /**
     * What was said to a prompt after so many chunks of its answer: the next chunk, else the dead letter that cuts it
     * short, or null.
     */
    @Nullable
    Entry next(PositionedPrompt prompt, int chunks) {
        String session = prompt.session();
        Entry chunk = first.get(new Key(OutputRecord.chunksOf(session), new Place(prompt.number(), chunks)));
        return chunk != null
                ? chunk
                : first.get(new Key(OutputRecord.mismatchesOf(session), new Place(prompt.number(), 0)));
    }
}
