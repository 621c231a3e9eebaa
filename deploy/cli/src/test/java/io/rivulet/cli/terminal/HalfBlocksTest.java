package io.rivulet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HalfBlocksTest {
    /** Two rows given, one generated, the fourth not there yet. */
    private static final Picture PICTURE = new Picture(3, 4, 6, new float[] {1, 0, 1, 1, 1, 0, 0, 1, 1});

    @Test
    void twoRowsOfPixelsMakeOneLine() {
        assertThat(HalfBlocks.lines(PICTURE, Ink.PLAIN)).map(Marked::toString).containsExactly("┃ █▄▀", "┊  ▀▀");
    }

    @Test
    void theBarTellsPromptFromCompletionWithoutColour() {
        Picture splitInsideARow = new Picture(3, 4, 8, new float[] {1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1});

        assertThat(HalfBlocks.lines(splitInsideARow, Ink.PLAIN))
                .map(Marked::toString)
                .containsExactly("┃ █▄▀", "┊ ▄██");
    }

    @Test
    void colourTellsPromptFromCompletionPixelByPixel() {
        Picture oneAboveTheOther = new Picture(1, 2, 1, new float[] {1, 1});
        Picture generated = new Picture(1, 2, 0, new float[] {1, 1});
        Picture given = new Picture(1, 2, 2, new float[] {1, 1});

        List<String> cells = List.of(oneAboveTheOther, generated, given).stream()
                .map(picture ->
                        HalfBlocks.lines(picture, Ink.COLOUR).get(0).toString().replaceFirst("^.*? ", ""))
                .toList();

        assertThat(cells).doesNotHaveDuplicates();
        assertThat(cells.get(0)).contains("▀").contains("48;5;214");
        assertThat(cells.get(1)).contains("38;5;214").contains("█");
    }

    @Test
    void anOddLastRowIsDrawnAsAnUpperHalf() {
        assertThat(HalfBlocks.lines(new Picture(2, 3, 0, new float[] {0, 0, 0, 0, 1, 1}), Ink.PLAIN))
                .map(Marked::toString)
                .containsExactly("┊   ", "┊ ▀▀");
    }

    @Test
    void picturesStandSideBySideUnderTheirTitles() {
        List<Marked> strip = HalfBlocks.strip(List.of("one", "a long name"), List.of(PICTURE, PICTURE), Ink.PLAIN);

        assertThat(strip).map(Marked::toString).containsExactly("one    a lo…", "┃ █▄▀  ┃ █▄▀", "┊  ▀▀  ┊  ▀▀");
    }

    @Test
    void aTitleIsCutBetweenCharactersAndShowsWhatTheTerminalWouldObey() {
        Picture wide = new Picture(9, 2, 0, new float[18]);

        assertThat(HalfBlocks.strip(List.of("a\u001b[2J"), List.of(wide), Ink.PLAIN)
                        .get(0))
                .hasToString("a\\u{1b}[2J ");
        assertThat(HalfBlocks.strip(List.of("a\nbcde\u001b"), List.of(wide), Ink.PLAIN)
                        .get(0))
                .hasToString("a\\u{a}bcde…");
        assertThat(HalfBlocks.strip(List.of("🙂".repeat(99)), List.of(wide), Ink.PLAIN)
                        .get(0))
                .hasToString("🙂".repeat(10) + "…");
        assertThat(HalfBlocks.strip(List.of("\u0000\u0000\u0000"), List.of(wide), Ink.PLAIN)
                        .get(0))
                .hasToString("\\u{0}\\u{0}…");
    }

    @Test
    void asManyStandSideBySideAsTheWidthAllowsButAlwaysOne() {
        assertThat(HalfBlocks.sideBySide(28, 128)).isEqualTo(4);
        assertThat(HalfBlocks.sideBySide(28, 80)).isEqualTo(2);
        assertThat(HalfBlocks.sideBySide(28, 10)).isEqualTo(1);
    }

    @Test
    void aPictureNeverGivesMorePixelsThanItHas() {
        assertThatThrownBy(() -> new Picture(3, 4, 2, new float[] {1})).hasMessageContaining("got 2");
        assertThatThrownBy(() -> new Picture(0, 4, 0, new float[] {1})).hasMessageContaining("got 4 x 0");
    }
}
