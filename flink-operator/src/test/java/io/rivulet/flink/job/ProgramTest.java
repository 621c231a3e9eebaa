package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job as a program of its own, and as Flink's client calls it. */
class ProgramTest {

    @ParameterizedTest
    @CsvSource({
        "--rivulet.kafka.bootstrap.servers, localhost, rivulet.kafka.bootstrap.servers must be host:port",
        "--rivulet.model.pth, x, the nearest is --rivulet.model.path"
    })
    void whatIsWrongIsOneLineAndExitCode2(String option, String value, String said) throws Exception {
        ChildProgram program = ChildProgram.run(RivuletJob.class, jar -> true, option, value);

        assertThat(program.output().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet-job: ")
                .contains(said);
        assertThat(program.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"--rivulet.kafka.bootstrap.servers, localhost", "--rivulet.limit.record.bytes, 7"})
    void whoCallsItIsToldTheLineAlone(String option, String value) {
        assertThatThrownBy(() -> RivuletJob.main(new String[] {option, value}))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(option.substring(2))
                .hasNoCause()
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
}
