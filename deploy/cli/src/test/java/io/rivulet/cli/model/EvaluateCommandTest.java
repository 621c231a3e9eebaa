package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny model after a few steps of training. */
class EvaluateCommandTest {
    private static final String TINY =
            "--latent 2 --width 16 --states 32 --decoder 1 --encoder 1 --flow 1 --head INDEPENDENT --batch 32"
                    + " --steps 2";

    @TempDir
    private static Path folder;

    private static DigitFiles test;
    private static String bundle = "";

    @BeforeAll
    static void trainAModel() throws IOException {
        test = DigitFiles.write(folder, "t10k", 24, 2);
        DigitFiles training = DigitFiles.write(folder, "train", 40, 1);
        bundle = folder.resolve("bundle").toString();
        List<String> arguments =
                new ArrayList<>(List.of("train", "--images", training.images().toString(), "--out", bundle));
        arguments.addAll(List.of(TINY.split(" ")));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void theModelInTheJarAndOneAtAUriAreMeasured() {
        String images = test.images().toString();
        for (String model : List.of("builtin:mnist", Path.of(bundle).toUri().toString())) {
            CommandRun run = CommandRun.of("evaluate", "--model", model, "--images", images, "--first", "2");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.lines().get(0)).startsWith("2 images, 1 draws each, fingerprint ");
        }
    }

    @Test
    void boundsArePrintedWithIntervalsAndAllFiguresWritten() throws IOException {
        Path json = folder.resolve("score.json");
        Path sheet = folder.resolve("sheet.png");
        CommandRun run = CommandRun.of(
                "evaluate",
                "--model",
                bundle,
                "--images",
                test.images().toString(),
                "--first",
                "20",
                "--draws",
                "2",
                "--json",
                json.toString(),
                "--sheet",
                sheet.toString(),
                "--columns",
                "3",
                "--blocks",
                "1,14");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).startsWith("20 images, 2 draws each, fingerprint ");
        assertThat(run.out())
                .containsPattern("whole image +[0-9.]+ .*\\[[0-9.]+, [0-9.]+\\]")
                .containsPattern("lower half given the upper +[0-9.]+ .*\\[[0-9.]+, [0-9.]+\\]")
                .contains("completions of the first 3 images: " + sheet);
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.findValue("model").textValue()).isEqualTo("model");
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(3 * 28);
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        String[] arguments = {
            "evaluate", "--model", bundle, "--images", test.images().toString(), "--seed", "4"
        };
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).isZero();
        assertThat(CommandRun.of(arguments)).isEqualTo(run);
    }

    @Test
    void whatCannotBeMeasuredIsRefusedInOneLine() {
        String images = test.images().toString();
        assertRefused("measured on images", "--model", bundle);
        assertRefused("judged by labels", "--model", bundle, "--images", images, "--samples", "64");
        assertRefused("a bundle's folder or zip file, found nothing at", "--model", "nowhere", "--images", images);
        assertRefused("must have --model=BUNDLE, found none", "--images", images);
        assertRefused("--draws", "--model", bundle, "--images", images, "--draws", "many");
        assertRefused(
                "--draws must be 1 or more, got 0; leave it out for 1",
                "--model",
                bundle,
                "--images",
                images,
                "--draws",
                "0");
        assertRefused(
                "take the file of", "--model", bundle, "--images", test.labels().toString());
    }

    private static void assertRefused(String named, String... options) {
        List<String> arguments = new ArrayList<>(List.of("evaluate"));
        arguments.addAll(List.of(options));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: ")
                .contains(named)
                .doesNotContain("please report it");
    }
}
