package io.rivulet.core.report;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.BoundUnit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A data set and the models that are compared on it.
 *
 * @param name of the data set
 * @param remark what must stand wherever its figures do
 * @param contestants baselines first
 * @param gallery where the sequences are images
 * @param words where they are text
 */
public record Exhibit(
        String name,
        String remark,
        Sequences training,
        Sequences test,
        BoundUnit unit,
        @Nullable Gallery gallery,
        @Nullable Words words,
        List<Contestant> contestants) {
    public Exhibit {
        contestants = List.copyOf(contestants);
    }

    /** With those contestants alone that {@code chosen} takes. */
    public Exhibit only(Predicate<Contestant> chosen) {
        List<Contestant> some = contestants.stream().filter(chosen).toList();
        return new Exhibit(name, remark, training, test, unit, gallery, words, some);
    }

    /** The file of a model's samples that were generated so. */
    String sheet(String model, String how) {
        return name + "-" + model + "-" + how.replace(' ', '-') + ".png";
    }

    /** Symbols of a sequence. */
    int length() {
        return test.steps() * test.frame();
    }

    /** From nats a sequence to this data set's unit. */
    double inUnit(double nats) {
        return unit == BoundUnit.NATS_PER_SEQUENCE ? nats : nats / Math.log(2) / length();
    }
}
