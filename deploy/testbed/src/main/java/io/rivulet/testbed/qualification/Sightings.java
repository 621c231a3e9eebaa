package io.rivulet.testbed.qualification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of an output, to be looked up. Of one that came again the first is taken. */
final class Sightings {
    private final Map<String, Sighting> first = new HashMap<>();

    /** @param answers in the order in which they came */
    Sightings(List<Answer> answers) {
        for (int place = 0; place < answers.size(); place++) {
            Answer answer = answers.get(place);
            first.putIfAbsent(key(answer.lane(), answer.request(), answer.index()), new Sighting(answer, place));
        }
    }

    /** A record, and how many were read before it. */
    record Sighting(Answer answer, int place) {}

    /**
     * What was said to a prompt after so many chunks of its answer: the next chunk, else the dead letter that cuts it short, or
     * null.
     */
    @Nullable
    Sighting next(Asked asked, int chunks) {
        Sighting chunk = first.get(key(Answer.chunks(asked.session()), asked.number(), chunks));
        return chunk != null ? chunk : first.get(key(Answer.mismatches(asked.session()), asked.number(), 0));
    }

    private static String key(String lane, long request, int index) {
        return lane + "/" + request + "/" + index;
    }
}
