package io.rivulet.testbed.qualification.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An output beside what it must be.
 *
 * @param expected records that the prompts give
 * @param flaws how many records have each
 * @param expectedDigest of the whole output as it must be
 * @param digest of the whole output as it was
 */
public record Verdict(long expected, Map<Flaw, Long> flaws, String expectedDigest, String digest) {
    private static final int SHOWN_DIGITS = 12;

    public Verdict {
        flaws = Map.copyOf(flaws);
    }

    /** Compares an output with what it must be, lane by lane. */
    public static Verdict of(OutputLanes expected, OutputLanes seen) {
        Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
        Set<String> names = new HashSet<>(expected.names());
        names.addAll(seen.names());
        for (String name : names) {
            LaneComparison.of(expected.lane(name), seen.lane(name))
                    .forEach((flaw, count) -> flaws.merge(flaw, count, Long::sum));
        }
        return new Verdict(expected.size(), flaws, expected.digest(), seen.digest());
    }

    /** Records that have this flaw. */
    public long count(Flaw flaw) {
        return flaws.getOrDefault(flaw, 0L);
    }

    /** A line for each promise that this output breaks; none if it keeps all. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (Flaw flaw : Flaw.values()) {
            if (count(flaw) != 0) {
                broken.add(String.format(
                        Locale.ROOT, "%s must be 0, found %,d of %,d", flaw.title(), count(flaw), expected));
            }
        }
        if (!digest.equals(expectedDigest)) {
            broken.add("the digest of the output must be the oracle's, " + shortened(expectedDigest) + ", it is "
                    + shortened(digest));
        }
        return broken;
    }

    /** A digest as a person compares it: its first 12 digits. */
    public static String shortened(String digest) {
        return digest.substring(0, SHOWN_DIGITS);
    }
}
