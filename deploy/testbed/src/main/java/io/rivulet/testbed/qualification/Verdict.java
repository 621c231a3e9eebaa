package io.rivulet.testbed.qualification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An output beside what it must be.
 *
 * @param expected records that the prompts give
 * @param lost expected ones that never came
 * @param duplicates that came again
 * @param outOfOrder that came for the first time, after a later one of their lane
 * @param different that came for the first time, with another byte than expected
 * @param unknown that answer no prompt of the run
 * @param expectedDigest of the whole output as it must be
 * @param digest of the whole output as it was
 */
record Verdict(
        long expected,
        long lost,
        long duplicates,
        long outOfOrder,
        long different,
        long unknown,
        String expectedDigest,
        String digest) {

    /** @param expected by lane, in order */
    static Verdict of(Map<String, List<Answer>> expected, Map<String, List<Answer>> seen) {
        Set<String> lanes = new HashSet<>(expected.keySet());
        lanes.addAll(seen.keySet());
        Counts counts = new Counts();
        for (String lane : lanes) {
            counts.lane(expected.getOrDefault(lane, List.of()), seen.getOrDefault(lane, List.of()));
        }
        return new Verdict(
                counts.expected,
                counts.lost,
                counts.duplicates,
                counts.outOfOrder,
                counts.different,
                counts.unknown,
                Digests.of(expected),
                Digests.of(seen));
    }

    /** A line for each promise that this output breaks; none if it keeps all. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        require(lost, "records lost", broken);
        require(duplicates, "records seen twice", broken);
        require(outOfOrder, "records out of order", broken);
        require(different, "records with other bytes than the oracle's", broken);
        require(unknown, "records that answer no prompt", broken);
        if (!digest.equals(expectedDigest)) {
            broken.add("the digest of the output must be the oracle's, " + shortened(expectedDigest) + ", it is "
                    + shortened(digest));
        }
        return broken;
    }

    /** As a person compares digests. */
    static String shortened(String digest) {
        return digest.substring(0, 12);
    }

    private void require(long count, String what, List<String> broken) {
        if (count != 0) {
            broken.add(String.format(Locale.ROOT, "%s must be 0, found %,d of %,d", what, count, expected));
        }
    }

    /** What is found as one lane after another is gone through. */
    private static final class Counts {
        private long expected;
        private long lost;
        private long duplicates;
        private long outOfOrder;
        private long different;
        private long unknown;

        void lane(List<Answer> due, List<Answer> seen) {
            Map<String, Answer> missing = new HashMap<>();
            due.forEach(answer -> missing.put(key(answer), answer));
            Set<String> known = Set.copyOf(missing.keySet());
            Answer latest = null;
            for (Answer answer : seen) {
                Answer wanted = missing.remove(key(answer));
                if (wanted != null) {
                    boolean late = latest != null && answer.isBefore(latest);
                    outOfOrder += late ? 1 : 0;
                    latest = late ? latest : answer;
                    different += wanted.digest().equals(answer.digest()) ? 0 : 1;
                } else if (known.contains(key(answer))) {
                    duplicates++;
                } else {
                    unknown++;
                }
            }
            expected += due.size();
            lost += missing.size();
        }

        private static String key(Answer answer) {
            return answer.request() + "/" + answer.index();
        }
    }
}
