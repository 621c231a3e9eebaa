package io.rivulet.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualifyCommandTest {

    @ParameterizedTest
    @CsvSource({"--faults,0", "--only,everything", "--minutes,0", "--seed,x"})
    void anOptionThatCannotBeUsedIsRefusedBeforeAnythingStarts(String option, String value) {
        CommandRun run = CommandRun.of("qualify", option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option).contains(value);
    }
}
