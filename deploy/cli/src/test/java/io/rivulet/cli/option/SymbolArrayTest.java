package io.rivulet.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.CommandRun;
import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.model.ModelConfig;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolArrayTest {
    private static final SymbolArray SYMBOLS = new SymbolArray("--option");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"[0,1,2.5,-3e1]", "\n [ 0 ,\r\n\t1, 2.5,\n-30.0 ]\n\n", "\ufeff[0,1,25e-1,-30]"})
    void textBytesAndFileAreTheSameInEveryEncoding(String json) throws Exception {
        assertThat(SYMBOLS.in(json)).containsExactly(0, 1, 2.5f, -30);
        for (String name : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
            byte[] bytes = json.getBytes(Charset.forName(name));
            assertThat(SYMBOLS.in(new ByteArrayInputStream(bytes))).as(name).containsExactly(0, 1, 2.5f, -30);
            Path file = Files.write(folder.resolve("@ " + name), bytes);
            assertThat(SYMBOLS.inFile(file.toString())).as(name).containsExactly(0, 1, 2.5f, -30);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''           | nothing;",
                "'  '         | nothing;",
                "{}           | an object in its place;",
                "7            | a number in its place;",
                "null         | null in its place;",
                "[0,null]     | null at index 1;",
                "[\"a\"]      | a text at index 0;",
                "[[0,1]]      | an array at index 0;",
                "[0,{}]       | an object at index 1;",
                "[true]       | a boolean at index 0;",
                "[0,          | what is no JSON at line 1, column",
                "[0,]         | what is no JSON at line 1, column",
                "[NaN]        | what is no JSON at line 1, column",
                "[Infinity]   | what is no JSON at line 1, column",
                "[01]         | what is no JSON at line 1, column",
                "[0] x        | what is no JSON at line 1, column",
                "[0] [1]      | more after the array;",
                "[1,1e39]     | a number too large for 32 bits at index 1;",
                "[-1e400]     | a number too large for 32 bits at index 0;",
            })
    void whatIsNoArrayOfNumbersIsRefusedInTheSameWordsWhereverItStands(String json, String found) {
        String message = "--option must be one JSON array of numbers, found " + found;
        assertThatThrownBy(() -> SYMBOLS.in(json))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith(message);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SYMBOLS.in(new ByteArrayInputStream(bytes)))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void bytesOfNoTextAndFilesThatAreNoneAreRefused() throws Exception {
        byte[][] none = {{'[', (byte) 0xff, ']'}, {0, 0, (byte) 0xfe, (byte) 0xff, 0x7f, 0, 0, 0}, new byte[9]};
        for (byte[] bytes : none) {
            assertThatThrownBy(() -> SYMBOLS.in(new ByteArrayInputStream(bytes)))
                    .isInstanceOf(UsageError.class)
                    .hasMessageStartingWith("--option must be one JSON array of numbers, found");
        }
        assertThatThrownBy(() -> SYMBOLS.inFile(folder.toString())).hasMessageContaining("found a folder at " + folder);
        assertThatThrownBy(() -> SYMBOLS.inFile("/none")).hasMessageContaining("found none at /none");
        assertThatThrownBy(() -> SYMBOLS.inFile("\0")).isInstanceOf(UsageError.class);
    }

    /** The command that has no broker: the other one's reader is {@code SymbolsArgument}. */
    @Test
    void generateContinuesAPromptInUtf16() throws Exception {
        ModelConfig config = TinyModels.config(TinyModels.emissions().get(1));
        Path model = folder.resolve("model");
        BundleWriter.write(model, config, TinyModels.weights(config, 1), TinyModels.provenance());
        Path plain = Files.writeString(folder.resolve("plain.json"), "[0,1,1]");
        Path wide = Files.writeString(folder.resolve("wide.json"), "\ufeff[0,\n1,\n1]\n", StandardCharsets.UTF_16LE);
        CommandRun run = generate(model, wide);
        assertThat(run.err()).isEmpty();
        assertThat(run).isEqualTo(generate(model, plain));
    }

    private static CommandRun generate(Path model, Path prompt) {
        return CommandRun.of("generate", "--model", model.toString(), "--count", "9", "--prompt", prompt.toString());
    }
}
