package io.rivulet.flink.serving;

import static io.rivulet.flink.event.RolloutPolicy.KEEP;
import static io.rivulet.flink.event.RolloutPolicy.REJECT;
import static io.rivulet.flink.event.RolloutPolicy.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChangeTest {

    private static final Prompts NEXT = Prompts.to("a").request("next").generating(5);

    @TempDir
    Path first;

    @TempDir
    Path retrained;

    @TempDir
    Path larger;

    private Bundle firstModel;
    private Bundle retrainedModel;

    @BeforeEach
    void write() {
        firstModel = TinyBundles.binary(first, 1);
        retrainedModel = TinyBundles.binary(retrained, 2);
        TinyBundles.write(larger, 1, TinyBundles.larger());
    }

    @Test
    void aSessionOfAnotherModelIsRejectedAndItsStateStays() throws Exception {
        OperatorSubtaskState atRest = snapshotOf(Prompts.to("a").observing(1, 0, 0, 1, 1));
        List<Chunk> undisturbed;
        try (Harness task = restore(first, REJECT, atRest)) {
            task.send(NEXT);
            undisturbed = task.chunks();
        }
        OperatorSubtaskState rejected;
        try (Harness task = restore(retrained, REJECT, atRest)) {
            task.send(NEXT);
            assertMismatch(task, "next");
            rejected = task.snapshot();
        }
        try (Harness task = restore(first, REJECT, rejected)) {
            task.send(NEXT);
            assertThat(task.chunks()).isEqualTo(undisturbed);
        }
    }

    @Test
    void aResetStartsARejectedSessionAnew() throws Exception {
        try (Harness task =
                restore(retrained, REJECT, snapshotOf(Prompts.to("a").observing(1, 0, 0, 1, 1)))) {
            task.send(NEXT.resetting());
            task.send(NEXT);
            assertThat(task.chunks())
                    .extracting(Chunk::sessionStart)
                    .containsExactly(SessionStart.RESET, SessionStart.RESUMED);
            assertThat(task.deadLetters()).isEmpty();
        }
    }

    @Test
    void underResetASessionOfAnotherModelStartsAnew() throws Exception {
        try (Harness task = restore(retrained, RESET, snapshotOf(Prompts.to("a").observing(1, 0, 0, 1, 1)))) {
            task.send(NEXT);
            Chunk chunk = task.chunks().get(0);
            assertThat(chunk.sessionStart()).isEqualTo(SessionStart.MODEL_CHANGED);
            assertThat(chunk.position()).isZero();
            assertThat(chunk.fingerprint())
                    .isEqualTo(retrainedModel.fingerprint().hex());
        }
    }

    @Test
    void underKeepAModelOfTheSameArchitectureGoesOn() throws Exception {
        OperatorSubtaskState kept;
        try (Harness task = restore(retrained, KEEP, snapshotOf(Prompts.to("a").observing(1, 0, 0, 1, 1)))) {
            task.send(NEXT);
            Chunk chunk = task.chunks().get(0);
            assertThat(chunk.sessionStart()).isEqualTo(SessionStart.RESUMED);
            assertThat(chunk.position()).isEqualTo(5);
            kept = task.snapshot();
        }
        try (Harness task = restore(retrained, REJECT, kept)) {
            task.send(NEXT);
            assertThat(task.chunks()).as("the session is now the new model's").hasSize(1);
        }
    }

    @Test
    void underKeepAModelOfAnotherArchitectureIsRejected() throws Exception {
        try (Harness task = restore(larger, KEEP, snapshotOf(Prompts.to("a").observing(1, 0, 0, 1, 1)))) {
            task.send(NEXT);
            assertMismatch(task, "next");
        }
    }

    @Test
    void anOpenRequestIsRejectedWithItsModelAndItsWaitingOnesAreJudgedEach() throws Exception {
        OperatorSubtaskState open = snapshotOf(
                Prompts.to("a").request("open").generating(40).blocks(1),
                Prompts.to("a").request("waits"),
                Prompts.to("a").request("resets").generating(12).blocks(1).resetting(),
                Prompts.to("a").request("last"));
        try (Harness task = restore(retrained, REJECT, open)) {
            task.run();
            assertThat(task.deadLetters()).extracting(Rejection::requestId).containsExactly("open", "waits");
            assertThat(task.deadLetters()).extracting(Rejection::reason).containsOnly(Reason.MODEL_MISMATCH);
            assertThat(task.chunks())
                    .extracting(chunk -> chunk.origin().requestId())
                    .containsExactly("resets", "resets", "resets", "last");
        }
    }

    @Test
    void theStateOfARejectedOpenRequestIsThatOfItsLastChunk() throws Exception {
        OperatorSubtaskState open =
                snapshotOf(Prompts.to("a").request("open").generating(40).blocks(1));
        OperatorSubtaskState rejected;
        try (Harness task = restore(retrained, REJECT, open)) {
            task.run();
            assertMismatch(task, "open");
            rejected = task.snapshot();
        }
        try (Harness task = restore(first, REJECT, rejected)) {
            task.send(Prompts.to("a").request("open").generating(36).blocks(1));
            task.run();
            List<Chunk> whole = new Oracle(firstModel)
                    .answers(List.of(Prompts.to("a")
                            .request("open")
                            .generating(40)
                            .blocks(1)
                            .prompt()));
            assertThat(task.chunks())
                    .extracting(Chunk::symbols)
                    .isEqualTo(whole.subList(1, 10).stream().map(Chunk::symbols).toList());
        }
    }

    @Test
    void underKeepAnOpenRequestGoesOnUnlessItNamedTheOtherModel() throws Exception {
        OperatorSubtaskState open = snapshotOf(
                Prompts.to("any").generating(12).blocks(1),
                Prompts.to("named").model(TinyBundles.NAME).generating(12).blocks(1));
        Path renamed = larger.resolve("renamed");
        TinyBundles.write(renamed, 9, TinyBundles.config("other", new AutoregressiveBernoulli(3)));
        try (Harness task = restore(renamed, KEEP, open)) {
            task.run();
            assertThat(task.chunks("any")).extracting(Chunk::index).containsExactly(1, 2);
            assertThat(task.deadLetters()).extracting(Rejection::sessionId).containsExactly("named");
            assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.UNKNOWN_MODEL);
        }
    }

    private static void assertMismatch(Harness task, String request) {
        assertThat(task.chunks()).isEmpty();
        assertThat(task.deadLetters()).extracting(Rejection::requestId).containsExactly(request);
        Rejection letter = task.deadLetters().get(0);
        assertThat(letter.reason()).isEqualTo(Reason.MODEL_MISMATCH);
        assertThat(letter.message()).contains("reset the session, or bring that model back");
    }

    private OperatorSubtaskState snapshotOf(Prompts... prompts) throws Exception {
        try (Harness task = Harness.open(Harness.settings(first.toString()))) {
            for (Prompts prompt : prompts) {
                task.send(prompt);
            }
            return task.snapshot();
        }
    }

    private static Harness restore(Path model, RolloutPolicy policy, OperatorSubtaskState snapshot) throws Exception {
        GenerateSettings settings = Harness.settings(model.toString(), policy, Harness.LIMITS);
        return Harness.restore(settings, "hashmap", snapshot, 1, 1, 0);
    }
}
