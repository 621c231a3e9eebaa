package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.cli.CommandRun;
import io.rivulet.cli.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model computes is what the pages of the bundle's format say, as a program in numpy has it. */
class TraceCheckTest {
    private static final Path CORE =
            Path.of("../../model-core/model/src").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mnist", "cifar10"})
    void aTraceOfAModelThatShipsIsComputedAgainFromThePagesAlone(String model) throws Exception {
        Optional<String> python = python();
        assumeTrue(python.isPresent(), "check_trace.py needs python3 with numpy; install python3-numpy");
        String bundle = CORE.resolve("main/resources/models").resolve(model).toString();
        Path prompt = Files.writeString(folder.resolve("prompt.json"), "[0, 1, 1, 0, 1]");
        String trace = folder.resolve("trace.json").toString();
        CommandRun generated = CommandRun.of(
                "generate",
                "--model",
                bundle,
                "--prompt",
                prompt.toString(),
                "--count",
                "200",
                "--block",
                "4",
                "--seed",
                "7",
                "--trace",
                trace);
        assertThat(generated.exitCode()).as(generated.err()).isZero();

        ProgramRun check = check(python.orElseThrow(), bundle, trace, 7);

        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.out()).startsWith("fingerprint equal").contains("wrong latents: 0, wrong symbols: 0");
        assertThat(check(python.orElseThrow(), bundle, trace, 8).exitCode()).isEqualTo(1);
    }

    private ProgramRun check(String python, String bundle, String trace, int seed) throws Exception {
        String program = CORE.resolve("test/python/check_trace.py").toString();
        return ProgramRun.of(folder, "", List.of(python, program, bundle, trace, "--seed", Integer.toString(seed)));
    }

    private Optional<String> python() throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            if (ProgramRun.succeeds(folder, List.of(python, "-c", "import numpy"))) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }
}
