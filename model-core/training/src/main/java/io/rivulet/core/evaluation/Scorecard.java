package io.rivulet.core.evaluation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one model on one data set, in a file of their own, so that an interrupted report goes on where it was.
 *
 * @param baseline whether others are compared with it
 * @param parameters numbers that were trained
 * @param trainingSeconds processor time
 * @param steps updates of the weights
 * @param profile of the bound, step by step; null where it was only drawn
 * @param generations the ways in which it generates: blocks of several lengths, say
 * @param notes whatever a reader of the row must know
 */
public record Scorecard(
        String model,
        String dataset,
        boolean baseline,
        long parameters,
        double trainingSeconds,
        long steps,
        HeldOutBound bound,
        @JsonSetter(nulls = Nulls.SET) @Nullable StepProfile profile,
        List<Generation> generations,
        List<String> notes) {
    public Scorecard {
        if (model.isBlank() || dataset.isBlank()) {
            throw new IllegalArgumentException("a scorecard names its model and its data set, got a blank");
        }
        if (parameters < 1 || steps < 0 || !(trainingSeconds >= 0 && trainingSeconds < 1e9)) {
            throw new IllegalArgumentException("a model has parameters, and training takes steps and seconds, got "
                    + parameters + " parameters, " + steps + " steps, " + trainingSeconds + " seconds");
        }
        generations = List.copyOf(generations);
        notes = List.copyOf(notes);
    }

    /** With these ways to generate in place of its own. */
    public Scorecard with(List<Generation> others) {
        return new Scorecard(
                model, dataset, baseline, parameters, trainingSeconds, steps, bound, profile, others, notes);
    }

    /** Whether all times were measured. */
    public boolean hasTimes() {
        return generations.stream().allMatch(generation -> generation.timing() != null);
    }

    /** @throws IllegalArgumentException if the file is not a whole scorecard and nothing else */
    public static Scorecard read(Path file) throws IOException {
        return RecordJson.read(file.toString(), Files.readAllBytes(file), Scorecard.class);
    }

    /** Writes JSON. A reader sees the whole file or none, however this ends. */
    public void write(Path file) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(temporary, RecordJson.write(this));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
