package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest of the reports: a model of a text, trained for less than a second. */
class ReportCommandTest {
    private static final List<String> WORDS = List.of("the", "river", "carries", "small", "stones", "to", "sea");

    @TempDir
    private static Path folder;

    private static Path text;

    @BeforeAll
    static void writeAText() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder words = new StringBuilder();
        while (words.length() < 20_000) {
            words.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        text = Files.writeString(folder.resolve("words.txt"), words);
    }

    @Test
    void whatTheFolderOfWorkHoldsIsNotDoneAgain() throws IOException {
        Path page = folder.resolve("page.md");
        String[] prepare =
                report("--text", text.toString(), "--model", "text/AR-VSSM", "--prepare", "--out", page.toString());
        CommandRun prepared = CommandRun.of(prepare);
        assertThat(prepared.err()).isEmpty();
        assertThat(prepared.exitCode()).isZero();
        assertThat(prepared.lines()).contains("text, AR-VSSM", "text, measuring AR-VSSM");
        assertThat(page).doesNotExist();
        try (Stream<Path> kept = Files.walk(folder.resolve("work/quick"))) {
            assertThat(kept.map(path -> path.getFileName().toString())).contains("score.json", "model.safetensors");
        }
        CommandRun again = CommandRun.of(prepare);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).doesNotContain("measuring");
    }

    @Test
    void aPageOfOtherThingsIsRefusedBeforeAnythingIsTrained() throws IOException {
        Path page = Files.writeString(folder.resolve("other.md"), "# Other\n");
        assertRefused("a page has its figures between", report("--text", text.toString(), "--out", page.toString()));
        assertThat(page).hasContent("# Other");
    }

    @Test
    void whatCannotBeReportedIsRefusedInOneLine() {
        assertRefused("found no folder; name --mnist, --cifar or --text", report());
        assertRefused("choose of [text/S5, text/AR-VSSM]", report("--text", text.toString(), "--model", "text/S6"));
        assertRefused("nowhere.txt", report("--text", "nowhere.txt"));
        assertRefused("report must have --work=DIR, found none", "report", "--text", text.toString());
        assertRefused("--seed", report("--text", text.toString(), "--seed", "x"));
    }

    private static String[] report(String... more) {
        return Stream.concat(
                        Stream.of(
                                "report",
                                "--quick",
                                "--work",
                                folder.resolve("work").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static void assertRefused(String named, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: ")
                .contains(named)
                .doesNotContain("please report it");
    }
}
