package io.rivulet.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextBytesTest {
    private static final byte[] CABBAGE = "cabbage\u00e9".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void bytesBecomeTheirPlacesInTheSortedAlphabetAndGoBackToText() throws IOException {
        TextBytes text = TextBytes.read(file(CABBAGE));
        assertThat(text.alphabet().size()).isEqualTo(7);
        assertThat(text.symbols()).containsExactly(2, 0, 1, 1, 0, 4, 3, 6, 5);
        float[] symbols = {1, 0, 4, 6, 5, 3};
        assertThat(text.alphabet().decode(symbols)).isEqualTo("bag\u00e9e");
        assertThat(Alphabet.of(text.alphabet().bytes())).isEqualTo(text.alphabet());
    }

    @Test
    void aGivenAlphabetIsKeptAndAByteOutsideItRefused() throws IOException {
        Alphabet letters = Alphabet.of("abc".getBytes(StandardCharsets.UTF_8));
        Path sound = file(Gzip.of("cab".getBytes(StandardCharsets.UTF_8)));
        assertThat(TextBytes.read(sound, letters).symbols()).containsExactly(2, 0, 1);
        Path other = file("cabX".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TextBytes.read(other, letters))
                .hasMessageContaining("the 3 bytes of its alphabet")
                .hasMessageContaining("found 58 at byte 3");
        assertThatThrownBy(() -> letters.decode(new float[] {3})).hasMessageContaining("below 3, got 3.0 at 0");
        Path empty = file(new byte[0]);
        assertThatThrownBy(() -> TextBytes.read(empty)).hasMessageContaining("at least 1 byte");
    }

    @Test
    void theLastShareIsHeldOutAndSequencesFollowEachOther() throws IOException {
        TextBytes.Split split = TextBytes.read(file("abcdefghij".getBytes(StandardCharsets.UTF_8)))
                .split(0.3);
        Sequences sequences = split.training().sequences(1, 3);
        assertThat(sequences.count()).isEqualTo(2);
        assertThat(sequences.symbols()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(split.heldOut().symbols()).containsExactly(7, 8, 9);
        assertThat(split.heldOut().alphabet()).isEqualTo(split.training().alphabet());
        assertThatThrownBy(() -> split.heldOut().sequences(2, 2))
                .hasMessageContaining("between 1 and the text's 3 symbols, got 2 steps of 2");
        assertThatThrownBy(() -> split.heldOut().split(0.1)).hasMessageContaining("both sides");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("text"), bytes);
    }
}
