package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandRun;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFailuresTest {
    @TempDir
    private Path folder;

    @Test
    void dataThatBreakARuleAreToldWithTheRuleAlone() throws Exception {
        Path labels = Files.write(
                folder.resolve("labels"), ByteBuffer.allocate(20).putInt(0x801).array());
        Path cut = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
        assertTold(train("--images", labels), "an IDX file of images begins with 00000803, " + labels);
        assertTold(train("--images", cut), "a gzipped file must be whole, " + cut);
    }

    @Test
    void aFileThatIsNotThereOrMayNotBeReadIsNamed() {
        assertTold(
                train("--images", folder.resolve("none")),
                "every file and folder that is named must be there, found none at " + folder.resolve("none"));
        assertTold(train("--images", folder), "files must be readable and writable, found");
    }

    private CommandRun train(String option, Path data) {
        return CommandRun.of(
                "train", option, data.toString(), "--out", folder.resolve("out").toString());
    }

    private static void assertTold(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: " + message)
                .contains("; ")
                .doesNotContain("Exception", "java.");
    }
}
