package io.rivulet.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunLineTest {
    @Test
    void optionsThatBeginWithXStandInTheLineAndPropertiesDoNot() {
        Map<String, String> environment =
                Map.of("RIVULET_JAVA_OPTS", " -Xmx2g  -Dpassword=secret -XX:UseAVX=2 -ea ", "OPENBLAS_CORETYPE", "Zen");
        assertThat(RunLine.of("abc-dirty", "model 1", environment))
                .isEqualTo("abc-dirty; model 1; -Xmx2g; -XX:UseAVX=2; OPENBLAS_CORETYPE=Zen");
        assertThat(RunLine.options(environment)).containsExactly("-Xmx2g", "-Dpassword=secret", "-XX:UseAVX=2", "-ea");
    }

    @Test
    void optionsArePartedByWhiteSpaceOutsideOfQuotes() {
        Map<String, String> environment = Map.of("RIVULET_JAVA_OPTS", " -a\t*\n-Dx=\"a b\"c '' \"q'$1\\q\" ");
        assertThat(RunLine.options(environment)).containsExactly("-a", "*", "-Dx=a bc", "", "q'$1\\q");
    }

    @Test
    void withoutOptionsTheLineIsCommitAndProcessor() {
        assertThat(RunLine.of("abc", "model 1", Map.of())).isEqualTo("abc; model 1");
        assertThat(RunLine.options(Map.of())).isEmpty();
    }

    @Test
    void aProcessorIsToldByTheFirstOfItsCoresInTheOrderOfTheFile() {
        List<String> cores = List.of(
                "processor\t: 0",
                "vendor_id\t: AuthenticAMD",
                "cpu family\t: 25",
                "model\t\t: 17",
                "model name\t: AMD EPYC: 9R14",
                "",
                "processor\t: 1",
                "cpu family\t: 26");
        assertThat(Processor.describe(cores)).isEqualTo("cpu family 25, model 17, model name AMD EPYC: 9R14");
        assertThat(Processor.describe(List.of("Hardware : x"))).isEmpty();
    }
}
