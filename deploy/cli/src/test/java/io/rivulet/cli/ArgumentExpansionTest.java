package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the command line means itself. */
class ArgumentExpansionTest {
    @TempDir
    private Path folder;

    @Test
    void aFileOfWordsIsNoWordsOnAnyLevelOfTheCommands() throws Exception {
        Path words = Files.writeString(folder.resolve("words"), "--help\n");
        String at = "@" + words;
        for (String[] line :
                new String[][] {{at}, {"tail", at}, {"bench", at}, {"bench", "pipeline", at}, {"help", at}}) {
            CommandRun run = CommandRun.of(line);
            assertThat(run.exitCode()).as(String.join(" ", line)).isEqualTo(2);
            assertThat(run.err()).as(String.join(" ", line)).contains(at);
        }
    }

    @Test
    void quotesVariablesAndBeginningsOfNamesStandForNothingElse() {
        for (String[] line : new String[][] {
            {"help", "\"tail\""}, {"help", "${sys:user.home}"}, {"help", "tai"}, {"tai"}, {"tail", "--from-b"}
        }) {
            CommandRun run = CommandRun.of(line);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("'" + line[line.length - 1] + "'");
        }
    }
}
