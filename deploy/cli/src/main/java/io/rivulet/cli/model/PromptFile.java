package io.rivulet.cli.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.rivulet.cli.option.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** A prompt: one JSON array of numbers, the observed symbols in order. */
final class PromptFile {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private PromptFile() {}

    /** Reads the file, or {@code in} where the path is {@code -}. */
    static float[] read(Path path, InputStream in) throws IOException {
        if (path.toString().equals("-")) {
            return read(in);
        }
        try (InputStream file = Files.newInputStream(path)) {
            return read(file);
        } catch (NoSuchFileException e) {
            throw new UsageError(
                    "the prompt must be a file or - for standard input, found no file " + path + "; check the path", e);
        }
    }

    private static float[] read(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw refusal("something else");
            }
            float[] symbols = new float[1024];
            int count = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null || !parser.currentToken().isNumeric()) {
                    throw refusal("something else at index " + count);
                }
                if (count == symbols.length) {
                    symbols = Arrays.copyOf(symbols, 2 * count);
                }
                symbols[count++] = parser.getFloatValue();
            }
            if (parser.nextToken() != null) {
                throw refusal("more after the array");
            }
            return Arrays.copyOf(symbols, count);
        } catch (JsonProcessingException e) {
            throw refusal(e.getOriginalMessage());
        }
    }

    private static UsageError refusal(String found) {
        return new UsageError(
                "a prompt must be one JSON array of numbers, found " + found + "; write it like [0, 1, 1]");
    }
}
