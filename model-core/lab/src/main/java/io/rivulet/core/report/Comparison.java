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
 * @param candidates baselines first
 * @param images where the sequences are images
 * @param words where they are text
 */
public record Comparison(
        String name,
        String remark,
        Sequences training,
        Sequences test,
        BoundUnit unit,
        @Nullable TestImages images,
        @Nullable Words words,
        List<Candidate> candidates) {
    public Comparison {
        candidates = List.copyOf(candidates);
    }

    /** With those candidates alone that {@code chosen} takes. */
    public Comparison only(Predicate<Candidate> chosen) {
        List<Candidate> some = candidates.stream().filter(chosen).toList();
        return new Comparison(name, remark, training, test, unit, images, words, some);
    }

    /** The file of samples of a data set's model, named by its slug, that were generated so. */
    static String sheet(String dataSet, String model, String how) {
        return dataSet + "-" + model + "-" + how.replace(' ', '-') + ".png";
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
