package io.rivulet.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.baseline.Autoregressive;
import io.rivulet.core.baseline.S5;
import io.rivulet.core.classifier.Classifier;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.evaluation.Scorecard;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.training.VariationalTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole report at the smallest size, on bars instead of digits. */
class ReportTest {
    private static final Scale TINY = new Scale("tiny", 1e-6, 0.5, 8, 2, 64, 0, 1, 2);
    private static final int SIDE = 28;

    @TempDir
    private Path folder;

    @Test
    void anInterruptedReportGoesOnWithoutDoingAgainWhatIsThere() throws Exception {
        List<String> said = new ArrayList<>();
        Figures first = report(said).run(List.of(comparison()), "rivulet report", "a machine");
        assertThat(said).anyMatch(line -> line.startsWith("step 16"));
        Path score = folder.resolve("work").resolve("bars-ar-vssm").resolve("score.json");
        byte[] bytes = Files.readAllBytes(score);

        said.clear();
        Figures again = report(said).run(List.of(comparison()), "rivulet report", "a machine");
        assertThat(said).noneMatch(line -> line.startsWith("step"));
        assertThat(again).isEqualTo(first);
        assertThat(Files.readAllBytes(score)).isEqualTo(bytes);
    }

    @Test
    void aReportMeasuresEveryCandidateAndEveryBlock() throws Exception {
        Figures figures = report(new ArrayList<>()).run(List.of(comparison()), "rivulet report", "a machine");
        String page = ReportPage.read(folder.resolve("report.md")).with(figures);
        assertThat(page)
                .contains("## bars", "| S5 | symbol by symbol |", "| AR-VSSM | blocks of 1 frame |", "|  | one block |")
                .contains("speed-up, one block, batch 1")
                .doesNotContain("blocks of 2 frames");
        Path kept = folder.resolve("figures.json");
        figures.write(kept);
        assertThat(Figures.read(kept)).isEqualTo(figures);
        Scorecard card =
                Scorecard.read(folder.resolve("work").resolve("bars-ar-vssm").resolve("score.json"));
        assertThat(card.generations())
                .extracting(generation -> generation.block())
                .containsExactly(1, 2, 4, 8, 16, 28);
        assertThat(card.bound().draws()).isEqualTo(2);
        assertThat(folder.resolve("pictures"))
                .isDirectoryContaining(file -> file.getFileName().toString().equals("bars-learning.png"))
                .isDirectoryContaining(file -> file.getFileName().toString().equals("bars-dial-quality.png"))
                .isDirectoryContaining(file -> file.getFileName().toString().equals("bars-ar-vssm-one-block.png"));
    }

    private Report report(List<String> said) {
        return new Report(TINY, 3, folder.resolve("work"), folder.resolve("pictures"), said::add);
    }

    private static Comparison comparison() {
        Windowed windowed = Windowed.of(new BinaryLaw())
                .features(2)
                .context(16)
                .joint(16)
                .hidden(16)
                .inner(16)
                .lags(List.of(1, SIDE))
                .build();
        ModelConfig config = ModelConfig.named("bars")
                .frame(SIDE)
                .latents(new GaussianLatents(2))
                .width(16)
                .states(32)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(windowed)
                .build();
        List<Candidate> candidates = List.of(
                new Candidate(
                        "S5",
                        new Autoregressive(new S5(1, 16, 16), new BinaryLaw(), SIDE, SIDE),
                        4,
                        List.of(1e-3, 3e-3),
                        0,
                        1,
                        1),
                new Candidate("AR-VSSM", new VariationalTraining(config, 0.1), 16, List.of(1e-3), 0.1, 0.3, 1));
        int[] labels = new int[64];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 10;
        }
        return new Comparison(
                "bars",
                "Bars.",
                bars(128, 1),
                bars(64, 2),
                BoundUnit.NATS_PER_SEQUENCE,
                new TestImages(ImageForm.BINARY_DIGITS, labels, Classifier.ofDigits()),
                null,
                candidates);
    }

    private static Sequences bars(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        for (int i = 0; i < count; i++) {
            int column = random.nextInt(4, 20);
            for (int row = 4; row < 24; row++) {
                pixels[(i * SIDE + row) * SIDE + column] = 1;
                pixels[(i * SIDE + row) * SIDE + column + 1] = 1;
            }
        }
        return new Sequences(pixels, count, SIDE, SIDE);
    }
}
