package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.ScalarKernels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What compilers make of a method depends on all that their JVM has run. A job serves one model, so that every emission
 * has a JVM of its own here.
 */
class AllocationTest {
    private static final Duration LONGEST = PassAllocation.PATIENCE.multipliedBy(2);

    static Stream<Named<Integer>> emissions() {
        List<Emission> emissions = TinyModels.emissions();
        return IntStream.range(0, emissions.size())
                .mapToObj(number -> Named.of(emissions.get(number).toString(), number));
    }

    @ParameterizedTest
    @MethodSource("emissions")
    void thePassesOfABlockAllocateNothing(int emission) throws IOException, InterruptedException {
        assumeThat(Kernels.best()).isNotInstanceOf(ScalarKernels.class);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Xmx256m", "-XX:+DisplayVMOutputToStderr"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PassAllocation.class.getName()));
        command.add(Integer.toString(emission));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as("the JVM has ended within %s", LONGEST)
                    .isTrue();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(printed).isEqualTo(Kernels.best().describe() + ": 0 bytes");
        } finally {
            process.destroyForcibly();
        }
    }
}
