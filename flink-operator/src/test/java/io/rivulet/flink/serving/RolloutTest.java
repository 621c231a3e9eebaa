package io.rivulet.flink.serving;

import static io.rivulet.flink.event.RolloutPolicy.KEEP;
import static io.rivulet.flink.event.RolloutPolicy.REJECT;
import static io.rivulet.flink.event.RolloutPolicy.RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models rolled out while sessions are answered. */
class RolloutTest {

    private static final int SESSIONS = 20;
    private static final Prompts LONG =
            Prompts.to("a").request("long").generating(40).blocks(1);

    @TempDir
    Path folder;

    private Bundle first;
    private Bundle second;
    private GenerateSettings settings;
    private Harness task;

    @BeforeEach
    void open() throws Exception {
        first = TinyBundles.binary(path("first"), 1);
        second = TinyBundles.binary(path("second"), 2);
        settings = Harness.settings(path("first").toString());
        task = Harness.withRollouts(settings, "hashmap");
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @ParameterizedTest(name = "after {0} prompts")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void promptsBeforeARolloutAreTheOldModelsAndThoseBehindItTheNewOnes(int before) throws Exception {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            prompts.add(Prompts.to("a")
                    .request("r" + i)
                    .observing(1, 0, 1)
                    .generating(9)
                    .prompt());
        }
        for (Prompt prompt : prompts.subList(0, before)) {
            task.send(prompt);
        }
        task.run();
        task.rollOut(rollout("second", second, RESET));
        for (Prompt prompt : prompts.subList(before, 5)) {
            task.send(prompt);
        }
        task.run();

        List<Chunk> expected = new ArrayList<>(new Oracle(first).answers(prompts.subList(0, before)));
        for (Chunk chunk : new Oracle(second).answers(prompts.subList(before, 5))) {
            boolean changed = before > 0 && chunk.origin().requestId().equals("r" + before);
            expected.add(changed ? withStart(chunk, SessionStart.MODEL_CHANGED) : chunk);
        }
        assertThat(task.chunks()).isEqualTo(expected);
        assertThat(task.deadLetters()).isEmpty();
    }

    @Test
    void whatIsInMemoryAloneIsAnsweredByTheModelThatOpenedIt() throws Exception {
        task.arrive(Prompts.to("a").generating(4));
        task.rollOut(rollout("second", second, REJECT));

        assertThat(task.chunks())
                .extracting(Chunk::fingerprint)
                .containsExactly(first.fingerprint().hex());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(RolloutPolicy.class)
    void underLoadNothingIsLostAndEverySessionGoesFromOneModelToTheOther(RolloutPolicy policy) throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            task.arrive(Prompts.to("s" + i).request("long").generating(40).blocks(1));
            task.arrive(Prompts.to("s" + i).request("waits").generating(8).blocks(1));
        }
        for (int wave = 0; wave < 8; wave++) {
            task.wave();
        }
        task.rollOut(rollout("second", second, policy));
        for (int i = 0; i < 2 * SESSIONS; i++) {
            task.arrive(Prompts.to("s" + i).request("later").generating(8).blocks(1));
        }
        task.run();

        for (int i = 0; i < 2 * SESSIONS; i++) {
            List<Chunk> chunks = task.chunks("s" + i);
            assertThat(chunks)
                    .extracting(Chunk::fingerprint)
                    .isSortedAccordingTo((a, b) ->
                            a.equals(b) ? 0 : a.equals(first.fingerprint().hex()) ? -1 : 1);
        }
        List<String> rejected =
                task.deadLetters().stream().map(Rejection::requestId).toList();
        switch (policy) {
            case KEEP -> {
                assertThat(rejected).isEmpty();
                assertThat(task.chunks()).hasSize(SESSIONS * (10 + 2 + 2) + SESSIONS * 2);
                assertThat(task.chunks("s0")).extracting(Chunk::position).isSorted();
            }
            case RESET -> {
                assertThat(rejected).hasSize(SESSIONS).containsOnly("long");
                assertThat(task.chunks("s0"))
                        .filteredOn(chunk -> chunk.origin().requestId().equals("waits"))
                        .extracting(Chunk::sessionStart)
                        .containsOnly(SessionStart.MODEL_CHANGED);
            }
            case REJECT -> assertThat(rejected).hasSize(3 * SESSIONS).containsOnly("long", "waits", "later");
        }
        assertThat(task.chunks("s" + SESSIONS))
                .extracting(Chunk::fingerprint)
                .containsOnly(second.fingerprint().hex());
    }

    @Test
    void aRolloutOfTheFormerModelRollsBackAndItsSessionsGoOn() throws Exception {
        Prompt begin = Prompts.to("a").observing(1, 0, 0, 1, 1).generating(6).prompt();
        Prompt next = Prompts.to("a").request("next").generating(21).blocks(1).prompt();
        task.send(begin);
        task.rollOut(rollout("second", second, REJECT));
        task.send(next);
        task.send(Prompts.to("b").generating(4));
        task.rollOut(rollout("first", first, REJECT));
        task.send(next);
        task.run();

        assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.MODEL_MISMATCH);
        assertThat(task.chunks("a")).isEqualTo(new Oracle(first).answers(List.of(begin, next)));
        assertThat(task.chunks("b"))
                .extracting(Chunk::fingerprint)
                .containsExactly(second.fingerprint().hex());
    }

    @ParameterizedTest(name = "{0}, {1} tasks, taking rollouts {2}")
    @CsvSource({"hashmap,1,true", "hashmap,3,true", "rocksdb,2,true", "hashmap,2,false", "rocksdb,1,false"})
    void afterACrashTheModelOfTheRolloutIsServed(String backend, int parallelism, boolean takesRollouts)
            throws Exception {
        OperatorSubtaskState snapshot;
        List<Chunk> rest;
        try (Harness before = Harness.withRollouts(settings, backend)) {
            before.send(LONG);
            before.rollOut(rollout("second", second, KEEP));
            before.wave();
            snapshot = before.snapshot();
            before.forget();
            before.run();
            rest = before.chunks();
        }
        List<Chunk> replayed = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            try (Harness after = takesRollouts
                    ? Harness.restoreWithRollouts(settings, backend, snapshot, 1, parallelism, i)
                    : Harness.restore(settings, backend, snapshot, 1, parallelism, i)) {
                after.run();
                replayed.addAll(after.chunks());
                after.forget();
                after.send(Prompts.to(Tasks.sessionOf(i, parallelism)).generating(4));
                assertThat(after.chunks())
                        .extracting(Chunk::fingerprint)
                        .containsExactly(second.fingerprint().hex());
            }
        }
        assertThat(rest)
                .hasSize(8)
                .extracting(Chunk::fingerprint)
                .containsOnly(second.fingerprint().hex());
        assertThat(replayed).isEqualTo(rest);
    }

    @Test
    void whoConfiguresAnotherModelHasTheLastWord() throws Exception {
        task.rollOut(rollout("second", second, KEEP));
        OperatorSubtaskState rolledOut = task.snapshot();
        Bundle third = TinyBundles.binary(path("third"), 3);

        OperatorSubtaskState configured;
        try (Harness after = restored(path("third"), rolledOut)) {
            assertServes(after, third);
            configured = after.snapshot();
        }
        try (Harness again = restored(path("first"), configured)) {
            assertServes(again, first);
        }
    }

    @Test
    void aModelThatWasRolledOutMustBeThereWhenTheJobIsRestored() throws Exception {
        task.rollOut(rollout("second", second, KEEP));
        OperatorSubtaskState rolledOut = task.snapshot();
        TinyBundles.binary(path("second"), 4);

        assertThatThrownBy(() -> restored(path("first"), rolledOut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must still be there")
                .hasMessageContaining("must have the fingerprint");
    }

    @Test
    void aBundleThatCannotBeServedIsADeadLetterAndTheFormerModelGoesOn() throws Exception {
        task.send(LONG);
        Path damaged = path("damaged");
        TinyBundles.binary(damaged, 5);
        Files.write(damaged.resolve("model.safetensors"), new byte[100]);
        task.rollOut(rollout("nowhere", second, KEEP));
        task.rollOut(rollout("damaged", second, KEEP));
        task.rollOut(rollout("first", second, KEEP));
        task.rollOut(new Rollout(
                Prompts.source(1),
                "other",
                path("second").toString(),
                second.fingerprint().hex(),
                KEEP));
        task.rollOut(new Rollout(
                Prompts.source(1),
                TinyBundles.NAME,
                "gopher://x/y",
                second.fingerprint().hex(),
                KEEP));
        task.rollOut(new Rollout(
                Prompts.source(1),
                TinyBundles.NAME,
                "a:b c",
                second.fingerprint().hex(),
                KEEP));
        task.run();

        assertThat(task.deadLetters()).hasSize(6).extracting(Rejection::reason).containsOnly(Reason.MODEL_UNAVAILABLE);
        assertThat(task.chunks()).isEqualTo(new Oracle(first).answers(List.of(LONG.prompt())));
        try (Harness after = restored(path("first"), task.snapshot())) {
            assertServes(after, first);
        }
    }

    @Test
    void underKeepAModelOfAnotherArchitectureRejectsWhatIsUnderWay() throws Exception {
        Bundle larger = TinyBundles.write(path("larger"), 1, TinyBundles.larger());
        task.send(LONG);
        task.rollOut(rollout("larger", larger, KEEP));
        task.run();

        assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.MODEL_MISMATCH);
        assertThat(task.chunks()).hasSize(1);
    }

    @Test
    void aPromptThatWaitsIsAdmittedAgainByTheModelThatIsRolledOut() throws Exception {
        TinyBundles.write(path("wide"), 1, TinyBundles.config(TinyBundles.NAME, new Categorical(5)));
        Bundle narrow = TinyBundles.write(path("narrow"), 2, TinyBundles.config(TinyBundles.NAME, new Categorical(3)));
        Symbols four = new Symbols(SymbolKind.CATEGORICAL, new float[] {4});
        try (Harness wide = Harness.withRollouts(Harness.settings(path("wide").toString()), "hashmap")) {
            wide.send(LONG);
            wide.send(Prompts.to("a").request("waits").observing(four));
            wide.rollOut(rollout("narrow", narrow, RESET));
            wide.run();
            assertThat(wide.deadLetters())
                    .extracting(Rejection::requestId, Rejection::reason)
                    .containsExactly(tuple("long", Reason.MODEL_MISMATCH), tuple("waits", Reason.INVALID_SYMBOLS));
        }
    }

    @Test
    void theEndOfPromptsAnswersAllThatIsOpenAndTheEndOfRolloutsNothing() throws Exception {
        task.send(LONG);
        task.endInput(2);
        assertThat(task.chunks()).hasSize(1);
        task.endInput(1);
        assertThat(task.chunks()).hasSize(10);
    }

    private void assertServes(Harness running, Bundle model) throws Exception {
        running.forget();
        running.send(Prompts.to("asks").generating(4).resetting());
        assertThat(running.chunks())
                .extracting(Chunk::fingerprint)
                .containsExactly(model.fingerprint().hex());
    }

    private Harness restored(Path configured, OperatorSubtaskState snapshot) throws Exception {
        return Harness.restoreWithRollouts(Harness.settings(configured.toString()), "hashmap", snapshot, 1, 1, 0);
    }

    private Rollout rollout(String bundle, Bundle pinned, RolloutPolicy policy) {
        return new Rollout(
                Prompts.source(1),
                TinyBundles.NAME,
                path(bundle).toString(),
                pinned.fingerprint().hex(),
                policy);
    }

    private Path path(String bundle) {
        return folder.resolve(bundle);
    }

    private static Chunk withStart(Chunk chunk, SessionStart start) {
        return new Chunk(
                chunk.origin(),
                chunk.model(),
                chunk.fingerprint(),
                chunk.index(),
                chunk.count(),
                chunk.position(),
                chunk.symbols(),
                start,
                chunk.stepsAbsorbed());
    }
}
