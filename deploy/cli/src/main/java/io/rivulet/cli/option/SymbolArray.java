package io.rivulet.cli.option;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Observed symbols, wherever a command takes them: one JSON array of numbers, in UTF-8, UTF-16 or UTF-32, with or
 * without a byte order mark.
 *
 * @param option what the user calls it
 */
public record SymbolArray(String option) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final char MARK = '\ufeff';

    /**
     * The symbols in this text.
     *
     * @throws UsageError if it is no such array
     */
    public float[] in(String text) {
        try (JsonParser parser =
                JSON.createParser(!text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text)) {
            return read(parser);
        } catch (IOException e) {
            throw unreadable("something that cannot be read", e);
        }
    }

    /**
     * The symbols in these bytes, which are all read.
     *
     * @throws UsageError if they are no such array, or cannot be read
     */
    public float[] in(InputStream bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            return read(parser);
        } catch (IOException e) {
            throw unreadable("input that cannot be read to its end", e);
        }
    }

    /**
     * The symbols in this file.
     *
     * @throws UsageError if there is none that can be read, or it holds no such array
     */
    public float[] inFile(String file) {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw unreadable("a folder at " + file, null);
            }
            try (InputStream bytes = Files.newInputStream(path)) {
                return in(bytes);
            }
        } catch (NoSuchFileException | FileNotFoundException | InvalidPathException e) {
            throw unreadable("none at " + file, e);
        } catch (AccessDeniedException e) {
            throw unreadable("one that you may not read at " + file, e);
        } catch (IOException e) {
            throw unreadable("one that cannot be read at " + file, e);
        }
    }

    private float[] read(JsonParser parser) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                throw refusal(first == null ? "nothing" : kind(first) + " in its place");
            }
            float[] symbols = new float[1024];
            int count = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null || !token.isNumeric()) {
                    throw refusal(token == null ? "no end of it" : kind(token) + " at index " + count);
                }
                if (count == symbols.length) {
                    symbols = Arrays.copyOf(symbols, 2 * count);
                }
                symbols[count] = parser.getFloatValue();
                if (!Float.isFinite(symbols[count])) {
                    throw refusal("a number too large for 32 bits at index " + count);
                }
                count++;
            }
            if (parser.nextToken() != null) {
                throw refusal("more after the array");
            }
            return Arrays.copyOf(symbols, count);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw refusal("what is no JSON"
                    + (place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (CharConversionException e) {
            throw refusal("bytes that are no text");
        }
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.isNumeric() ? "a number" : "something else";
        };
    }

    private UsageError refusal(String found) {
        return new UsageError(
                option + " must be one JSON array of numbers, found " + found + "; write it like [0, 1, 1]");
    }

    private UsageError unreadable(String found, @Nullable Exception cause) {
        return new UsageError(
                option + " must name a file that can be read, found " + found + "; correct the path", cause);
    }
}
