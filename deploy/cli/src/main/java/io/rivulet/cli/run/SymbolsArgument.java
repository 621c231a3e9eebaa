package io.rivulet.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.option.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Symbols on a command line: a JSON array, {@code @FILE} that holds one, or {@code -} for standard input. */
final class SymbolsArgument {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SymbolsArgument() {}

    /**
     * The symbols.
     *
     * @throws UsageError if there is no array of numbers
     */
    static float[] parse(String argument, InputStream standardInput) {
        JsonNode array;
        try {
            array = JSON.readTree(text(argument, standardInput));
        } catch (JsonProcessingException e) {
            throw new UsageError(
                    "--symbols must be a JSON array of numbers such as [0,1,1], got something else at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + "; use @FILE to read a file, - for standard input",
                    e);
        }
        if (!array.isArray()) {
            throw new UsageError("--symbols must be a JSON array of numbers such as [0,1,1], got "
                    + array.getNodeType().name().toLowerCase(Locale.ROOT)
                    + "; use @FILE to read a file, - for standard input");
        }
        float[] symbols = new float[array.size()];
        for (int i = 0; i < symbols.length; i++) {
            if (!array.get(i).isNumber()) {
                throw new UsageError("every symbol must be a number, symbol " + i + " is "
                        + array.get(i).getNodeType().name().toLowerCase(Locale.ROOT)
                        + "; write pixels as 0 and 1");
            }
            symbols[i] = array.get(i).floatValue();
        }
        return symbols;
    }

    private static String text(String argument, InputStream standardInput) {
        try {
            if (argument.equals("-")) {
                return new String(standardInput.readAllBytes(), StandardCharsets.UTF_8);
            }
            return argument.startsWith("@") ? Files.readString(Path.of(argument.substring(1))) : argument;
        } catch (IOException e) {
            throw new UsageError(
                    "--symbols must name a readable file, " + argument.substring(1) + " is none; correct the path", e);
        }
    }
}
