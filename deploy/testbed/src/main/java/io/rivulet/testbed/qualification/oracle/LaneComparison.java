package io.rivulet.testbed.qualification.oracle;

import io.rivulet.testbed.qualification.oracle.OutputRecord.Place;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One lane of an output, gone through record by record beside what it must be. */
final class LaneComparison {
    private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
    private final Map<Place, OutputRecord> missing = new HashMap<>();
    private final Set<Place> known;
    private @Nullable Place latest;

    private LaneComparison(List<OutputRecord> expected) {
        expected.forEach(record -> missing.put(record.place(), record));
        known = Set.copyOf(missing.keySet());
    }

    /** How many records have each flaw; those that none has may be left out. */
    static Map<Flaw, Long> of(List<OutputRecord> expected, List<OutputRecord> seen) {
        LaneComparison comparison = new LaneComparison(expected);
        seen.forEach(comparison::compare);
        comparison.count(Flaw.LOST, comparison.missing.size());
        return comparison.flaws;
    }

    private void compare(OutputRecord seen) {
        OutputRecord wanted = missing.remove(seen.place());
        if (wanted == null) {
            count(known.contains(seen.place()) ? Flaw.DUPLICATE : Flaw.UNKNOWN, 1);
            return;
        }
        if (latest != null && seen.place().compareTo(latest) < 0) {
            count(Flaw.OUT_OF_ORDER, 1);
        } else {
            latest = seen.place();
        }
        if (!wanted.digest().equals(seen.digest())) {
            count(Flaw.OTHER_BYTES, 1);
        }
    }

    private void count(Flaw flaw, long records) {
        flaws.merge(flaw, records, Long::sum);
    }
}
