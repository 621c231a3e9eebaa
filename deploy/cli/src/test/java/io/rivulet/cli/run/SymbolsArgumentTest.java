package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.option.UsageError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolsArgumentTest {
    private static final InputStream NOTHING = InputStream.nullInputStream();

    @Test
    void anArrayAFileAndStandardInputGiveTheSameSymbols(@TempDir Path folder) throws Exception {
        String json = "[0, 1, 2.5, -3e1]";
        Path file = Files.writeString(folder.resolve("symbols.json"), json);
        InputStream input = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));

        assertThat(SymbolsArgument.parse(json, NOTHING)).containsExactly(0, 1, 2.5f, -30);
        assertThat(SymbolsArgument.parse("@" + file, NOTHING)).containsExactly(0, 1, 2.5f, -30);
        assertThat(SymbolsArgument.parse("-", input)).containsExactly(0, 1, 2.5f, -30);
    }

    @Test
    void whatIsNoArrayOfNumbersIsRefusedUnderTheOptionsName() {
        for (String argument : new String[] {"[0,", "{}", "", "[0] x", "@/does/not/exist", "@/", "@"}) {
            assertThatThrownBy(() -> SymbolsArgument.parse(argument, NOTHING))
                    .isInstanceOf(UsageError.class)
                    .hasMessageStartingWith("--symbols must ");
        }
        assertThatThrownBy(() -> SymbolsArgument.parse("-", NOTHING)).hasMessageContaining("found nothing;");
    }
}
