package io.rivulet.core.report;

import io.rivulet.core.evaluation.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All figures of a report, kept beside its page, which can be written from them again.
 *
 * @param command that made them
 * @param size name of the {@link Scale}
 * @param machine that they were measured on
 */
public record Figures(String command, String size, String machine, List<DataSetFigures> dataSets) {
    public Figures {
        dataSets = List.copyOf(dataSets);
    }

    /** @throws IllegalArgumentException if the file does not hold whole figures and nothing else */
    public static Figures read(Path file) throws IOException {
        return RecordJson.read(file.toString(), Files.readAllBytes(file), Figures.class);
    }

    /** Writes JSON. */
    public void write(Path file) throws IOException {
        Files.write(file, RecordJson.write(this));
    }
}
