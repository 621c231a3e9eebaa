package io.rivulet.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.print.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchRecordTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.of(stream(out), stream(err), Map.of(), null);

    @TempDir
    private Path folder;

    @Test
    void whatAnotherJvmPrintsIsShownAndKeptErrorsAndAll() throws Exception {
        Path kept;
        int code;
        try (BenchRecord record =
                BenchRecord.begin(folder.resolve("bench"), List.of("--quick", "blocks"), "abc; model 1", console)) {
            kept = record.file();
            String classPath = Path.of(Speaker.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            code = new ChildJava(folder, List.of("-cp", classPath, Speaker.class.getName(), "é"), Map.of("WORD", "w"))
                    .run(record.out(), record.err());
        }
        assertThat(code).isEqualTo(3);
        assertThat(kept.getFileName().toString()).matches("[0-9]{8}T[0-9]{6}Z--quick-blocks\\.txt");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("rivulet abc; model 1\nsaid é w\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("rivulet: what this prints stays in " + kept + "\nwarned é\n");
        assertThat(kept).content().startsWith("rivulet abc; model 1\n").contains("said é w\n", "warned é\n");
    }

    @Test
    void aFileIsNamedByWhatWasAskedFor() {
        assertThat(BenchRecord.name(List.of())).isEqualTo("all");
        assertThat(BenchRecord.name(List.of("pipeline", "--case", "rocksdb:1000", "--quick")))
                .isEqualTo("pipeline-case-rocksdb-1000-quick");
        assertThat(BenchRecord.name(List.of("pipeline", "--model", "/a/B.zip"))).isEqualTo("pipeline-model-a-zip");
        assertThat(BenchRecord.name(Collections.nCopies(50, "blocks")))
                .hasSizeLessThanOrEqualTo(80)
                .startsWith("blocks-blocks");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Says something, warns of something, and fails. */
    static final class Speaker {
        private Speaker() {}

        public static void main(String[] arguments) throws Exception {
            System.out.write(
                    ("said " + arguments[0] + " " + System.getenv("WORD") + "\n").getBytes(StandardCharsets.UTF_8));
            System.err.write(("warned " + arguments[0] + "\n").getBytes(StandardCharsets.UTF_8));
            System.exit(3);
        }
    }
}
