package io.rivulet.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is started by name alone is among the tests of the module that is named. */
class TestTargetsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    @ParameterizedTest
    @EnumSource
    void eachBenchmarkIsWhereItIsStarted(Benchmark benchmark) {
        assertThat(source(benchmark.module(), benchmark.mainClass())).content().contains("static void main(String[]");
    }

    @ParameterizedTest
    @EnumSource
    void eachFuzzTestIsWhereItIsStartedAndHasCases(FuzzTarget target) throws Exception {
        assertThat(source(target.module(), target.testClass())).content().contains("fuzzerTestOneInput(");
        try (var cases = Files.list(ROOT.resolve(target.cases()))) {
            assertThat(cases).isNotEmpty();
        }
    }

    private static Path source(String module, String name) {
        return ROOT.resolve(module).resolve("src/test/java").resolve(name.replace('.', '/') + ".java");
    }
}
