package io.rivulet.cli.model;

import io.rivulet.cli.option.SymbolArray;
import io.rivulet.cli.option.UsageError;
import java.io.InputStream;
import java.nio.file.Path;

/** A prompt in a file, or on standard input where the path is {@code -}. */
final class PromptFile {
    private static final SymbolArray PROMPT = new SymbolArray("--prompt");

    private PromptFile() {}

    /**
     * The observed symbols.
     *
     * @throws UsageError if there is no array of numbers
     */
    static float[] read(Path path, InputStream in) {
        return path.toString().equals("-") ? PROMPT.in(in) : PROMPT.inFile(path.toString());
    }
}
