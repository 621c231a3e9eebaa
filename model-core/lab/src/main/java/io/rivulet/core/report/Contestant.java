package io.rivulet.core.report;

import io.rivulet.core.training.Trainable;
import java.util.List;

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
 * @param note what a reader of its row must know; may be empty
 */
public record Contestant(
        String name,
        Trainable model,
        int batch,
        List<Double> rates,
        double rise,
        double wholeShare,
        double seconds,
        String note) {
    public Contestant {
        rates = List.copyOf(rates);
    }

    /** The name as a file's. */
    String slug() {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
