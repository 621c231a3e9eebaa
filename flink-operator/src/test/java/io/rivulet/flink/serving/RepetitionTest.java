package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.Story;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same prompt sent twice, as a producer does that retries without idempotence, where it is to be answered once. */
class RepetitionTest {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
    private static final Prompts FIRST = Prompts.to("a").request("1").observing(1, 0, 1);
    private static final Prompts LONG =
            Prompts.to("a").request("2").generating(12).blocks(1);
    private static final Prompts THIRD = Prompts.to("a").request("3").generating(8);

    @TempDir
    Path folder;

    private Bundle bundle;
    private GenerateSettings settings;

    @BeforeEach
    void open() {
        bundle = TinyBundles.binary(folder, 1);
        settings = settings(true);
    }

    private Harness task;

    @AfterEach
    void close() throws Exception {
        if (task != null) {
            task.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aPromptIsAnsweredOnceWhetherItsFirstIsNewUnderWayWaitingOrAnswered(String backend) throws Exception {
        task = Harness.open(settings, backend, 1, 0);
        task.arrive(FIRST);
        task.arrive(FIRST);
        task.run();
        task.arrive(FIRST);
        task.send(LONG);
        task.arrive(LONG);
        task.arrive(THIRD);
        task.arrive(THIRD);
        task.arrive(Prompts.to("b").request("3").generating(4));
        task.run();
        task.arrive(THIRD);
        task.run();

        List<Prompt> once = List.of(FIRST.prompt(), LONG.prompt(), THIRD.prompt());
        assertThat(task.chunks("a")).isEqualTo(new Oracle(bundle).answers(once));
        assertThat(task.chunks("b")).hasSize(1);
        assertThat(task.deadLetters()).isEmpty();
    }

    @Test
    void onlyTheLastRequestIsRepeatedAndAnEmptyIdNamesNone() throws Exception {
        task = Harness.open(settings);
        List<Prompt> prompts = List.of(
                FIRST.prompt(),
                THIRD.prompt(),
                FIRST.prompt(),
                THIRD.request("").prompt(),
                THIRD.request("").prompt());
        for (Prompt prompt : prompts) {
            task.send(prompt);
            task.run();
        }
        assertThat(task.chunks()).isEqualTo(new Oracle(bundle).answers(prompts));
    }

    @Test
    void aResetIsOncePerRequestAndWhatIsErasedIsForgottenWithItsRequests() throws Exception {
        task = Harness.open(settings);
        task.send(FIRST.resetting());
        task.send(FIRST.resetting());
        assertThat(task.chunks()).extracting(Chunk::sessionStart).containsExactly(SessionStart.RESET);
        task.send(Prompts.to("a").request("1").forgetting());
        task.send(Prompts.to("a").request("1").forgetting());
        assertThat(task.keysInState()).isEmpty();
        task.send(FIRST);
        assertThat(task.chunks())
                .extracting(Chunk::sessionStart)
                .containsExactly(SessionStart.RESET, SessionStart.RESUMED, SessionStart.NEW, SessionStart.NEW);
    }

    @Test
    void whatIsSentAgainAfterADeadLetterIsAnswered() throws Exception {
        Bundle other = TinyBundles.binary(folder.resolve("other"), 2);
        Rollout rollout = new Rollout(
                Prompts.source(1),
                TinyBundles.NAME,
                folder.resolve("other").toString(),
                other.fingerprint().hex(),
                RolloutPolicy.RESET);
        task = Harness.withRollouts(settings, "hashmap");
        task.send(FIRST);
        task.send(LONG);
        task.rollOut(rollout);
        task.run();
        assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.MODEL_MISMATCH);
        task.forget();
        task.send(LONG);
        task.run();
        assertThat(task.chunks()).hasSize(3).extracting(Chunk::sessionStart).containsOnly(SessionStart.MODEL_CHANGED);
    }

    @Test
    void aSessionThatHasExpiredAnswersItsLastRequestAnew() throws Exception {
        task = Harness.open(settings(true, TIME_TO_LIVE));
        task.ttlTime(Duration.ofMinutes(1));
        task.send(FIRST);
        task.ttlTime(Duration.ofMinutes(10));
        task.send(FIRST);
        task.ttlTime(Duration.ofMinutes(12));
        task.send(FIRST);
        assertThat(task.chunks()).extracting(Chunk::sessionStart).containsExactly(SessionStart.NEW, SessionStart.NEW);
    }

    @ParameterizedTest(name = "{0}, from {1} tasks to {2}")
    @CsvSource({"hashmap,1,3", "rocksdb,3,1", "hashmap,2,2"})
    void afterARestoreOnAnyNumberOfTasksRepetitionsAreToldAsBefore(String backend, int before, int after)
            throws Exception {
        List<Prompts> story = List.of(FIRST, LONG, THIRD);
        Tasks.Snapshot snapshot;
        Map<String, List<Chunk>> answers;
        try (Tasks tasks = Tasks.open(settings, backend, before)) {
            for (int i = 0; i < 12; i++) {
                tasks.send(prompts(i, story.subList(0, 1 + i % 3)));
            }
            snapshot = tasks.savepoint();
            answers = tasks.chunks();
        }
        try (Tasks tasks = Tasks.restore(settings, backend, snapshot, after)) {
            for (int i = 0; i < 12; i++) {
                tasks.send(prompts(i, List.of(story.get(i % 3))));
            }
            tasks.run();
            for (int i = 0; i < 12; i++) {
                List<Chunk> all = new ArrayList<>(answers.get("s" + i));
                all.addAll(tasks.chunks().getOrDefault("s" + i, List.of()));
                assertThat(all).isEqualTo(new Oracle(bundle).answers(prompts(i, story.subList(0, 1 + i % 3))));
            }
        }
    }

    @Test
    void aJobThatDoesNotTellThemKeepsNothingForItAndAnswersBoth() throws Exception {
        GenerateSettings off = settings(false);
        task = Harness.open(off);
        task.send(FIRST);
        task.send(FIRST);
        assertThat(task.chunks()).isEqualTo(new Oracle(bundle).answers(List.of(FIRST.prompt(), FIRST.prompt())));
        assertThat(SavepointResource.text(task.savepoint(), folder.resolve("savepoint")))
                .contains("session")
                .doesNotContain("answered");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void whatWasAnsweredBeforeAJobThatDidNotTellThemIsNotBelievedAfterIt(String backend) throws Exception {
        OperatorSubtaskState told;
        try (Harness on = Harness.open(settings, backend, 1, 0)) {
            on.send(FIRST);
            told = on.savepoint();
        }
        OperatorSubtaskState untold;
        try (Harness off = Harness.restore(settings(false), backend, told, 1, 1, 0)) {
            off.send(FIRST);
            off.send(Prompts.to("a").request("2"));
            assertThat(off.chunks()).hasSize(2);
            untold = off.savepoint();
        }
        task = Harness.restore(settings, backend, untold, 1, 1, 0);
        task.send(FIRST);
        assertThat(task.chunks()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"v1-hashmap", "v1-rocksdb", "v1-ttl", "v2-rocksdb", "v2-ttl"})
    void aSavepointFromBeforeThereWasTheOptionGoesOnWithIt(String name) throws Exception {
        GenerateSettings former = SavepointResource.settings(name.substring(name.indexOf('-') + 1));
        GenerateSettings on = GenerateSettings.of(former.model(), former.limits())
                .timeToLive(former.timeToLive())
                .deduplicates(true)
                .build();
        String session = Story.BEFORE.get(0).origin().sessionId();
        try (Tasks tasks = Tasks.restore(on, "rocksdb", SavepointResource.read(name), 2)) {
            tasks.run();
            tasks.forget();
            Prompt asked = Prompts.to(session).request("new").prompt();
            tasks.send(List.of(asked, asked));
            assertThat(tasks.chunks().get(session))
                    .extracting(Chunk::sessionStart)
                    .containsExactly(SessionStart.RESUMED);
        }
    }

    @Test
    void everyRepetitionIsCounted() throws Exception {
        try (SessionTask session = new SessionTask(folder, true)) {
            ServedModel model = session.model(Harness.LIMITS);
            Serving serving = session.serving(model);
            session.session("a");
            for (int i = 0; i < 3; i++) {
                serving.accept(FIRST.prompt());
            }
            serving.flush();
            serving.accept(FIRST.prompt());
            assertThat(Objects.requireNonNull(session.counters.get("requestsRepeated"))
                            .getCount())
                    .isEqualTo(3);
            assertThat(session.chunks).hasSize(1);
        }
    }

    private static List<Prompt> prompts(int session, List<Prompts> of) {
        return of.stream()
                .map(prompt -> new Prompts(
                                "s" + session,
                                prompt.request(),
                                null,
                                prompt.observed(),
                                prompt.generate(),
                                prompt.block(),
                                prompt.seed(),
                                false,
                                false)
                        .prompt())
                .toList();
    }

    private GenerateSettings settings(boolean deduplicates) {
        return settings(deduplicates, Duration.ZERO);
    }

    private GenerateSettings settings(boolean deduplicates, Duration timeToLive) {
        return GenerateSettings.of(folder.toString(), Harness.LIMITS)
                .deduplicates(deduplicates)
                .timeToLive(timeToLive)
                .build();
    }
}
