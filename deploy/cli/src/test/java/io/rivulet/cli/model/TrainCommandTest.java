package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.CommandRun;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleReader;
import io.rivulet.core.emission.Windowed;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tiny model, trained for a few steps. */
class TrainCommandTest {
    private static final List<String> TINY = List.of(
                    "--name tiny --latent 2 --width 16 --states 32 --decoder 1 --encoder 1 --flow 1 --hidden 16"
                            + " --inner 16 --features 2 --context 16 --joint 16 --left 2 --above 1 --beside 1"
                            + " --batch 32 --steps 4 --report 1")
            .stream()
            .flatMap(options -> List.of(options.split(" ")).stream())
            .toList();

    @TempDir
    private static Path folder;

    private static DigitFiles training;
    private static DigitFiles heldOut;

    @BeforeAll
    static void writeImages() throws IOException {
        training = DigitFiles.write(folder, "train", 40, 1);
        heldOut = DigitFiles.write(folder, "t10k", 16, 2);
    }

    @Test
    void aTrainingWritesABundleThatServesAndTellsHowItWasMade() throws IOException {
        Path out = folder.resolve("bundle");
        CommandRun run =
                train("--out", out.toString(), "--held-out", heldOut.images().toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("40 sequences of 28 steps of 28 symbols");
        assertThat(run.lines()).filteredOn(line -> line.startsWith("step ")).hasSize(4);
        Bundle bundle = BundleReader.read(out);
        assertThat(bundle.config().name()).isEqualTo("tiny");
        assertThat(run.lines().get(5)).isEqualTo("wrote " + out + ", fingerprint " + bundle.fingerprint());
        JsonNode record = new ObjectMapper().readTree(out.resolve("config.json").toFile());
        assertThat(record.findValue("command").textValue())
                .startsWith("rivulet train --images train-images-idx3-ubyte.gz")
                .doesNotContain(folder.toString());
        assertThat(CommandRun.of("generate", "--model", out.toString(), "--count", "28")
                        .exitCode())
                .isZero();
    }

    @Test
    void aTrainingThatWasCutOffGoesOnWhereItWasAndEndsInTheSameWeights() throws IOException {
        Path whole = folder.resolve("whole");
        assertThat(train("--out", whole.toString(), "--threads", "2").exitCode())
                .isZero();
        Path resumed = folder.resolve("resumed");
        String[] options = {
            "--out",
            resumed.toString(),
            "--threads",
            "1",
            "--checkpoint",
            folder.resolve("checkpoint").toString()
        };

        CommandRun cut = CommandRun.until("step 3 ", arguments(options));
        assertThat(cut.exitCode()).isNotZero();
        assertThat(resumed).doesNotExist();
        CommandRun rest = train(options);

        assertThat(rest.exitCode()).isZero();
        assertThat(rest.lines())
                .filteredOn(line -> line.startsWith("step "))
                .extracting(line -> line.split(" ")[1])
                .containsExactly("3", "4");
        assertThat(resumed.resolve("model.safetensors")).hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    }

    @Test
    void aCheckpointOfOtherOptionsIsRefused() {
        Path checkpoint = folder.resolve("of-others");
        String[] options = {"--out", folder.resolve("first").toString(), "--checkpoint", checkpoint.toString()};
        assertThat(train(options).exitCode()).isZero();
        List<String> other = new ArrayList<>(List.of(options));
        other.addAll(List.of("--seed", "9"));
        assertRefused(train(other.toArray(String[]::new)), "a checkpoint goes on with the plan that it was made with");
    }

    @ParameterizedTest
    @CsvSource({
        "--frame 96,32 steps of 96,96,3",
        "--frame 32,96 steps of 32,96,1",
        "--frame 32 --row 32,96 steps of 32,32,1",
        ",32 steps of 96,96,3"
    })
    void whatIsNotSaidOfColoursFollowsFromThemAndFromWhatIsSaid(String options, String shape, int row, int group)
            throws IOException {
        Path file = Files.write(folder.resolve("colours.bin"), new byte[2 * (1 + 3 * 32 * 32)]);
        Path out = folder.resolve("colours");
        List<String> words = new ArrayList<>(List.of("train", "--colours", file.toString(), "--out", out.toString()));
        words.addAll(List.of("--steps 1 --batch 16 --width 16 --hidden 16 --inner 16 --joint 16".split(" ")));
        if (options != null) {
            words.addAll(List.of(options.split(" ")));
        }
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.lines().get(0)).isEqualTo("2 sequences of " + shape + " symbols");
        Windowed emission = (Windowed) BundleReader.read(out).config().emission();
        assertThat(emission.group()).isEqualTo(group);
        assertThat(emission.reach()).isEqualTo(2 * row + 4);
    }

    @Test
    void aStepIsARowOfTheImagesAndSecondsSayOfWhat() throws IOException {
        Path file = folder.resolve("flat");
        try (DataOutputStream images = new DataOutputStream(Files.newOutputStream(file))) {
            for (int field : new int[] {0x00000803, 2, 4, 5}) {
                images.writeInt(field);
            }
            images.write(new byte[2 * 4 * 5]);
        }
        CommandRun run = CommandRun.of(
                "train",
                "--images",
                file.toString(),
                "--out",
                folder.resolve("rows").toString(),
                "--steps",
                "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.lines().get(0)).isEqualTo("2 sequences of 4 steps of 5 symbols");
        assertThat(run.lines().get(1)).matches("step 1  processor \\d+ s  .*  wall \\d+ s left");
    }

    @ParameterizedTest
    @CsvSource({
        "--head,SIDEWAYS,--head",
        "--batch,0,got 0",
        "--steps,0,got 0",
        "--frame,3,3",
        "--threads,none,--threads",
        "--held-out,nowhere.gz,nowhere.gz",
        "--fast,yes,--fast"
    })
    void anOptionThatCannotBeUsedIsRefusedInOneLine(String option, String value, String named) {
        Path out = folder.resolve("refused");
        assertRefused(train("--out", out.toString(), option, value), named);
        assertThat(out).doesNotExist();
    }

    @Test
    void withoutImagesThereIsNoTraining() {
        assertRefused(CommandRun.of("train", "--out", folder.resolve("none").toString()), "--images");
    }

    private static void assertRefused(CommandRun run, String named) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: ")
                .contains(named)
                .contains(";")
                .doesNotContain("please report it");
    }

    private static CommandRun train(String... more) {
        return CommandRun.of(arguments(more));
    }

    /** Options given twice are mistakes, so those of the tiny model are left out where there are others. */
    private static String[] arguments(String... more) {
        List<String> given = List.of(more);
        List<String> arguments =
                new ArrayList<>(List.of("train", "--images", training.images().toString()));
        for (int i = 0; i < TINY.size(); i += 2) {
            if (!given.contains(TINY.get(i))) {
                arguments.addAll(TINY.subList(i, i + 2));
            }
        }
        arguments.addAll(given);
        return arguments.toArray(String[]::new);
    }
}
