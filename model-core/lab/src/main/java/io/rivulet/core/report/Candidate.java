package io.rivulet.core.report;

import io.rivulet.core.training.Trainable;
import java.util.List;
import java.util.Locale;

/**
 * One model of a comparison.
 *
 * @param name in the tables
 * @param model what is trained
 * @param batch sequences an update
 * @param rates highest learning rates, of which short trials take the best; the first where there are no trials
 * @param rise share of the updates over which the divergence gains its weight
 * @param wholeShare share of the sequences of which nothing is observed
 * @param seconds of training at full size
 */
public record Candidate(
        String name, Trainable model, int batch, List<Double> rates, double rise, double wholeShare, double seconds) {
    public Candidate {
        rates = List.copyOf(rates);
    }

    /** The name as a file's. */
    String slug() {
        return slug(name);
    }

    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
