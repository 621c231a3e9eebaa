package io.rivulet.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
    @TempDir
    private Path home;

    @BeforeEach
    void moveIn() {
        System.setProperty("rivulet.home", home.toString());
    }

    @AfterEach
    void moveOut() {
        System.clearProperty("rivulet.home");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench everything",
                "bench blocks everything",
                "bench --fast",
                "bench serving blocks",
                "bench state --quick",
                "bench blocks serving",
                "bench --quick state",
                "bench products pipeline",
                "bench pipeline --fast",
                "bench pipeline --frames 0",
                "bench pipeline --parallelism x",
                "bench pipeline --model nowhere",
                "bench pipeline --model builtin:../x",
                "fuzz everything",
                "fuzz event everything",
                "fuzz --minutes 0",
                "fuzz --minutes soon event"
            })
    void wrongWordsAreRefusedBeforeAnythingStartsAndLeaveNoFile(String words) {
        CommandRun run = CommandRun.of(words.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: ")
                .contains(";")
                .doesNotContain("checkout");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aPartThatIsNoneIsToldWhichThereAre() {
        assertThat(CommandRun.of("bench", "everything").err().strip())
                .isEqualTo("rivulet: the parts of bench are blocks, history, peers, products, shares, passes, profile,"
                        + " or serving, state and pipeline, each alone; got 'everything'; name parts, or"
                        + " none for all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "bench blocks --quick", "bench serving", "bench state", "fuzz", "fuzz state"})
    void aDistributionSaysThatACheckoutIsNeeded(String words) {
        CommandRun run = CommandRun.of(words.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("need a checkout", home.toString(), "start them with deploy/rivulet");
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "fuzz"})
    void aCheckoutThatIsNotBuiltIsToldWhatToRun(String command) throws Exception {
        Files.createDirectories(home.resolve("deploy"));
        Files.createFile(home.resolve("deploy/rivulet"));
        CommandRun run = CommandRun.of(command);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("test.classpath").contains("run mvn -DskipTests package");
    }
}
