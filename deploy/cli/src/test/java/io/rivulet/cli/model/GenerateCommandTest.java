package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.CommandRun;
import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.model.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeABundleAndAPrompt() throws IOException {
        write(TinyModels.emissions().get(1));
        Files.writeString(folder.resolve("prompt.json"), "[0, 1, 1, 0, 1, 0, 1, 1]");
    }

    @Test
    void theSymbolsArePrintedAsAJsonArrayAndTheSameEachTime() throws IOException {
        CommandRun run = generate("--count", "20", "--block", "2", "--seed", "5", "--temperature", "0.9");
        JsonNode symbols = new ObjectMapper().readTree(run.out());
        assertThat(symbols).hasSize(20).allMatch(JsonNode::isInt);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(generate("--count", "20", "--block", "2", "--seed", "5", "--temperature", "0.9"))
                .isEqualTo(run);
        assertThat(generate("--count", "20", "--block", "2", "--seed", "6", "--temperature", "0.9"))
                .isNotEqualTo(run);
        assertThat(generate("--count", "20", "--block", "2", "--seed", "5", "--temperature", "0.9", "--session", "b"))
                .isNotEqualTo(run);
    }

    @Test
    void realSymbolsArePrintedInTheUnitsOfTheData() throws IOException {
        write(TinyModels.emissions().get(3));
        JsonNode symbols = new ObjectMapper().readTree(generate("--count", "12").out());
        assertThat(symbols).hasSize(12).allMatch(JsonNode::isNumber);
        assertThat(symbols.get(1).doubleValue()).isBetween(-60.0, 20.0);
    }

    @Test
    void generatingNothingPrintsAnEmptyArray() {
        assertThat(generate("--count", "0").out()).isEqualTo("[]" + System.lineSeparator());
    }

    @Test
    void theTraceHoldsWhatWentIntoEveryBlock() throws IOException {
        Path trace = folder.resolve("trace.json");
        CommandRun run = generate("--count", "20", "--block", "2", "--trace", trace.toString());
        JsonNode json = new ObjectMapper().readTree(trace.toFile());
        assertThat(json.get("fingerprint").textValue()).hasSize(64);
        assertThat(json.get("frame").intValue()).isEqualTo(6);
        assertThat(json.get("latent").intValue()).isEqualTo(3);
        assertThat(json.get("absorbed").toString()).isEqualTo("[[0.0,1.0,1.0,0.0,1.0,0.0]]");
        assertThat(json.get("pending").toString()).isEqualTo("[1.0,1.0]");
        assertThat(json.get("blocks")).hasSize(2);
        List<Integer> symbols = new ArrayList<>();
        for (JsonNode block : json.get("blocks")) {
            for (String name : List.of("prior_mean", "prior_log_sd", "z")) {
                assertThat(block.get(name)).hasSize(2).allMatch(row -> row.size() == 3);
            }
            assertThat(block.get("logits")).hasSize(2).allMatch(row -> row.size() == 6);
            block.get("symbols").forEach(row -> row.forEach(symbol -> symbols.add(symbol.intValue())));
        }
        assertThat(symbols.subList(2, 22)).hasToString(run.out().strip().replace(",", ", "));
    }

    @Test
    void eachMistakeIsOneLineWithExitCode2() throws IOException {
        Files.writeString(folder.resolve("words.json"), "[\"a\"]");
        Files.writeString(folder.resolve("half.json"), "[0, 1");
        Files.writeString(folder.resolve("two.json"), "[0] [1]");
        Files.writeString(folder.resolve("grey.json"), "[0.5]");
        assertMistake("generate must have --model=BUNDLE, found none; add what is missing", "generate", "--count", "1");
        assertMistake(
                "a bundle's folder or zip file, found nothing at", "generate", "--model", "nowhere", "--count", "1");
        assertMistake(
                "--prompt must name a file that can be read, found none at nowhere.json",
                arguments("--count", "1", "--prompt", "nowhere.json"));
        assertMistake("array of numbers, found a text at index 0", prompt("words.json"));
        assertMistake("one JSON array", prompt("half.json"));
        assertMistake("found more after the array", prompt("two.json"));
        assertMistake("a binary symbol must be 0 or 1, got 0.5 at index 0", prompt("grey.json"));
        assertMistake("temperature must be between 0 and 10", arguments("--count", "1", "--temperature", "11"));
        assertMistake("symbols to generate must be 0 or more, got -1", arguments("--count", "-1"));
        assertMistake("steps in a block must be between 1", arguments("--count", "1", "--block", "0"));
        assertMistake("65536 steps together", arguments("--count", "1000000", "--block", "100000"));
        assertMistake("found '--fast'", arguments("--count", "1", "--fast"));
        Files.writeString(folder.resolve("config.json"), "{}");
        assertMistake("config.json must have the field format", arguments("--count", "1"));
    }

    @Test
    void helpTellsAStrangerWhatEveryOptionMeans() {
        assertThat(CommandRun.of("generate", "--help").out())
                .contains(
                        "--model", "--prompt", "--count", "--block", "--seed", "--temperature", "--session", "--trace")
                .contains("JSON array")
                .contains("generated at once: 1 is best");
        assertThat(CommandRun.of("--help").out()).contains("generate", "inspect");
    }

    @Test
    void inspectSaysWhatABundleHolds() {
        assertThat(CommandRun.of("inspect", "--model", folder.toString()).out())
                .contains("tiny")
                .contains("6 symbols a step")
                .contains("176 bytes of state, and up to 5 pending symbols")
                .contains("0 for training only")
                .contains("training.note            random, not trained")
                .containsPattern("fingerprint +[0-9a-f]{64}");
    }

    @Test
    void aModelIsTakenFromTheJarAndFromWhateverPlaceAJobTakesItFrom() throws IOException {
        String fingerprint = inspected(folder.toString());
        assertThat(fingerprint).matches("(?s).*fingerprint +[0-9a-f]{64}.*");
        assertThat(inspected(folder.toUri().toString())).isEqualTo(fingerprint);
        Path odd = Files.createSymbolicLink(folder.resolve("a #1%20"), folder);
        assertThat(inspected(odd.toString())).isEqualTo(fingerprint);
        assertThat(inspected(odd.toUri().toString())).isEqualTo(fingerprint);
        assertThat(inspected("builtin:mnist")).contains("mnist");
        CommandRun run = CommandRun.of("generate", "--model", "builtin:mnist", "--count", "28");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).matches("\\[([01],){27}[01]]\\R");

        assertMistake("behind builtin: must be letters", "inspect", "--model", "builtin:../x");
        assertMistake("found a #, which begins a fragment", "inspect", "--model", folder.toUri() + "#1");
        assertMistake("found a space at", "inspect", "--model", "file:///a b");
        assertMistake("found gopher; put the plugin", "inspect", "--model", "gopher://x/y");
        assertMistake("found nothing; name a bundle", "inspect", "--model", "");
    }

    private static String inspected(String model) {
        CommandRun run = CommandRun.of("inspect", "--model", model);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    @Test
    void inspectShowsOnItsLineWhatABundleSaysOfItself() throws IOException {
        ModelConfig config = TinyModels.config(TinyModels.emissions().get(1));
        ObjectNode training = new ObjectMapper().createObjectNode().put("by\u001b[31m", "me\nlicence  none\u202e");
        Path model = folder.resolve("hostile");
        BundleWriter.write(model, config, TinyModels.weights(config, 1), new Provenance("MIT\u0007", training));
        CommandRun run = CommandRun.of("inspect", "--model", model.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .contains("licence                  MIT\\u{7}")
                .contains("training.by\\u{1b}[31m    me\\u{a}licence  none\\u{202e}");
        assertThat(run.out()).doesNotContainPattern("[\\p{C}&&[^\n]]");
    }

    private void assertMistake(String message, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err())
                .startsWith("rivulet: ")
                .contains(message)
                .contains(";")
                .endsWith(System.lineSeparator());
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private String[] prompt(String name) {
        return arguments("--count", "1", "--prompt", folder.resolve(name).toString());
    }

    private CommandRun generate(String... more) {
        return CommandRun.of(arguments(more));
    }

    /** Options given twice are mistakes, so the usual prompt is left out where there is another one. */
    private String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("generate", "--model", folder.toString()));
        if (!Arrays.asList(more).contains("--prompt") && Files.exists(folder.resolve("prompt.json"))) {
            arguments.addAll(List.of("--prompt", folder.resolve("prompt.json").toString()));
        }
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private void write(Emission emission) throws IOException {
        ModelConfig config = TinyModels.config(emission);
        BundleWriter.write(folder, config, TinyModels.weights(config, 1), TinyModels.provenance());
        Files.deleteIfExists(folder.resolve("prompt.json"));
    }
}
