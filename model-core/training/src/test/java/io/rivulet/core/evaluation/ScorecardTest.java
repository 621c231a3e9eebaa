package io.rivulet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardTest {
    private static final Interval FIGURE = new Interval(12.345, 11, 13.5);
    private static final Generation WHOLE = new Generation(
            "one block",
            28,
            new SampleQuality(5000, FIGURE, FIGURE, FIGURE),
            new CompletionQuality(5000, FIGURE, FIGURE, FIGURE),
            new Timing(0.0005, 0.0002));
    private static final Generation UNJUDGED =
            new Generation("symbol by symbol", 1, null, null, new Timing(0.012, 0.001));
    private static final Scorecard MODEL = card("VSSM", false, WHOLE);
    private static final Scorecard SLOW = card("Transformer", true, UNJUDGED);
    private static final Scorecard FAST =
            card("Mamba", true, new Generation("symbol by symbol", 1, null, null, new Timing(0.0102, 0.0031)));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgainWithAndWithoutFigures() throws IOException {
        for (Scorecard card : List.of(MODEL, SLOW, MODEL.with(List.of(WHOLE, UNJUDGED)))) {
            Path file = folder.resolve("card.json");
            card.write(file);
            assertThat(Scorecard.read(file)).isEqualTo(card);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing else is left").hasSize(1);
        }
    }

    @Test
    void whatIsNotAWholeScorecardIsRefused() throws IOException {
        Path file = folder.resolve("card.json");
        MODEL.write(file);
        String sound = Files.readString(file);
        refused(sound.replace("\"steps\":", "\"strides\": 1, \"steps\":"), "strides");
        refused(sound.replaceFirst("\"parameters\": \\d+,", ""), "parameters");
        refused(sound.replace("\"baseline\": false", "\"baseline\": null"), "baseline");
        refused(sound.replace("\"model\": \"VSSM\"", "\"model\": null"), "model");
        refused(sound.replace("\"model\": \"VSSM\"", "\"model\": \"VSSM\", \"model\": \"other\""), "Duplicate");
        refused(sound.replaceFirst("\"mean\": 12.345", "\"mean\": \"12.345\""), "String");
        refused(sound.replaceFirst("\"low\": 11.0", "\"low\": 99"), "low <= high");
        refused(sound + "{}", "Trailing");
        refused(sound.substring(0, sound.length() / 2), "end-of-input");
    }

    @Test
    void figuresThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Timing(0, 1)).hasMessageContaining("got 0.0 alone");
        assertThatThrownBy(() -> new Generation("one block", 0, null, null, null))
                .hasMessageContaining("at least 1 step");
        assertThatThrownBy(() -> new HeldOutBound(BoundUnit.BITS_PER_BYTE, FIGURE, -1, 1))
                .hasMessageContaining("got -1 draws");
    }

    @Test
    void speedUpsAreAgainstTheFastestBaselineOfTheSameBatch() {
        String table = ScoreTable.markdown(List.of(MODEL.with(List.of(WHOLE, UNJUDGED)), SLOW, FAST));
        List<String> lines = table.lines().toList();
        assertThat(lines.get(0)).startsWith("| model | generated |").contains("| nats per sequence |");
        assertThat(lines.get(2))
                .isEqualTo("| VSSM | one block | 239,000 | 900 | 32,000 | 12.35 [11.00, 13.50], 50 draws"
                        + " | 12.35 [11.00, 13.50] | 12.345 [11.000, 13.500] | 12.345 [11.000, 13.500]"
                        + " | 12.345 [11.000, 13.500] | 12.35 [11.00, 13.50] | 12.345 [11.000, 13.500]"
                        + " | 0.5 | 20.4x | 0.2 | 5x |");
        assertThat(lines.get(3)).startsWith("| VSSM | symbol by symbol |").endsWith("| 12 | 0.85x | 1 | 1x |");
        assertThat(lines.get(4)).startsWith("| Transformer |").endsWith("| - | 12 | 0.85x | 1 | 1x |");
        assertThat(lines.get(5)).startsWith("| Mamba |").endsWith("| 10.2 | 1x | 3.1 | 0.323x |");
        assertThat(lines.get(7)).isEqualTo("- VSSM: data from JPEG");
    }

    @Test
    void aBriefTableHasTheEndsOfTheLastModelAndOneRowOfTheOthers() {
        Scorecard model = MODEL.with(List.of(UNJUDGED, UNJUDGED, WHOLE));
        List<String> lines = ScoreTable.brief(List.of(SLOW, model)).lines().toList();
        assertThat(lines)
                .containsExactly(
                        "| model | generated | training s | nats per sequence | Fréchet | completion accuracy"
                                + " | ms/image, batch 1 | ms/image, batch 64 |",
                        "| --- | --- | --- | --- | --- | --- | --- | --- |",
                        "| Transformer | symbol by symbol | 900 | 12.35 [11.00, 13.50], 50 draws | - | - | 12 | 1 |",
                        "| VSSM | symbol by symbol | 900 | 12.35 [11.00, 13.50], 50 draws | - | - | 12 | 1 |",
                        "|  | one block |  |  | 12.35 [11.00, 13.50] | 12.345 [11.000, 13.500]" + " | 0.5 | 0.2 |");
    }

    @Test
    void columnsWithoutAFigureAreLeftOut() {
        String unjudged = ScoreTable.markdown(List.of(SLOW));
        assertThat(unjudged).doesNotContain("Fréchet").contains("speed-up");
        String alone = ScoreTable.markdown(List.of(MODEL));
        assertThat(alone).contains("Fréchet").doesNotContain("speed-up");
    }

    @Test
    void figuresOfDifferentDataDoNotShareATable() {
        Scorecard other =
                new Scorecard("VSSM", "cifar10", false, 1, 1, 1, MODEL.bound(), MODEL.profile(), List.of(), List.of());
        assertThatThrownBy(() -> ScoreTable.markdown(List.of(MODEL, other)))
                .hasMessageContaining("one data set")
                .hasMessageContaining("mnist")
                .hasMessageContaining("cifar10");
    }

    private void refused(String json, String found) throws IOException {
        Path file = folder.resolve("damaged.json");
        Files.write(file, json.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Scorecard.read(file))
                .as(found)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(found)
                .hasMessageContaining("have it written again");
    }

    private static Scorecard card(String model, boolean baseline, Generation generation) {
        HeldOutBound bound = new HeldOutBound(BoundUnit.NATS_PER_SEQUENCE, FIGURE, 50, 5000);
        return new Scorecard(
                model,
                "mnist",
                baseline,
                239_000,
                900.4,
                32_000,
                bound,
                new StepProfile(List.of(1.5, 2.0), List.of(0.25, 0.0)),
                List.of(generation),
                List.of("data from JPEG"));
    }
}
