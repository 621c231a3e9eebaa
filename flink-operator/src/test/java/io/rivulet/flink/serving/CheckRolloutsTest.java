package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.state.RecordTypes;
import java.nio.file.Path;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rollouts are let by to the workers. */
class CheckRolloutsTest {

    @TempDir
    Path folder;

    private Bundle bundle;
    private OneInputStreamOperatorTestHarness<Rollout, Rollout> task;

    @BeforeEach
    void open() throws Exception {
        bundle = TinyBundles.binary(folder.resolve("model"), 1);
        task = ProcessFunctionTestHarnesses.forProcessFunction(new CheckRollouts());
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void aRelativePathIsRefusedEvenIfABundleLiesThereAndTheWholeOneIsTaken() throws Exception {
        Path whole = folder.resolve("model").toAbsolutePath();
        Path relative = Path.of("").toAbsolutePath().relativize(whole);
        check(relative.toString());
        check(whole.toString());

        Rejection letter =
                task.getSideOutput(RecordTypes.DEAD_LETTERS).element().getValue();
        assertThat(letter.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(letter.message())
                .startsWith("the path of a rollout must be absolute, found one")
                .contains("; send");
        assertThat(task.extractOutputValues()).extracting(Rollout::path).containsExactly(whole.toString());
    }

    @Test
    void aPathThatWouldBeMisreadIsRefused() throws Exception {
        check(folder.resolve("model").toUri() + "#2");
        assertThat(task.getSideOutput(RecordTypes.DEAD_LETTERS).element().getValue())
                .extracting(Rejection::reason)
                .isEqualTo(Reason.MODEL_UNAVAILABLE);
        assertThat(task.extractOutputValues()).isEmpty();
    }

    private void check(String path) throws Exception {
        String pin = bundle.fingerprint().hex();
        task.processElement(new Rollout(Prompts.source(1), bundle.config().name(), path, pin, RolloutPolicy.KEEP), 0);
    }
}
