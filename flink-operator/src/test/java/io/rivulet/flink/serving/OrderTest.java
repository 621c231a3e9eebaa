package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTest {

    @TempDir
    Path folder;

    private Harness task;

    @BeforeEach
    void open() throws Exception {
        TinyBundles.binary(folder, 1);
        task = Harness.open(Harness.settings(folder.toString()));
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void anIdleSessionIsAnsweredAtOnce() throws Exception {
        task.send(Prompts.to("a").observing(1, 0, 1).generating(5).blocks(2));

        assertThat(task.chunks()).hasSize(1);
        Chunk chunk = task.chunks().get(0);
        assertThat(chunk.last()).isTrue();
        assertThat(chunk.position()).isEqualTo(3);
        assertThat(chunk.symbols().count()).isEqualTo(5);
        assertThat(chunk.sessionStart()).isEqualTo(SessionStart.NEW);
        assertThat(chunk.stepsAbsorbed()).isEqualTo(2);
    }

    @Test
    void absorbingOnlyIsAnsweredWithOneChunkWithoutSymbols() throws Exception {
        task.send(Prompts.to("a").observing(1, 0, 1, 1, 0));

        assertThat(task.chunks()).hasSize(1);
        Chunk chunk = task.chunks().get(0);
        assertThat(chunk.last()).isTrue();
        assertThat(chunk.count()).isEqualTo(1);
        assertThat(chunk.symbols().count()).isZero();
        assertThat(chunk.position()).isEqualTo(5);
        assertThat(chunk.stepsAbsorbed()).isEqualTo(1);
    }

    @Test
    void aChunkIsMadeOfEachBlock() throws Exception {
        task.send(Prompts.to("a").observing(1).generating(26).blocks(2));
        task.run();

        assertThat(task.chunks()).extracting(Chunk::index).containsExactly(0, 1, 2, 3);
        assertThat(task.chunks()).extracting(Chunk::count).containsOnly(4);
        assertThat(task.chunks()).extracting(chunk -> chunk.symbols().count()).containsExactly(7, 8, 8, 3);
        assertThat(task.chunks()).extracting(Chunk::position).containsExactly(1L, 8L, 16L, 24L);
    }

    @Test
    void eventsOfAKeyAreAnsweredInTheirOrder() throws Exception {
        task.send(Prompts.to("a").request("1").generating(24).blocks(2));
        task.send(Prompts.to("a").request("2").generating(16).blocks(2));
        task.send(Prompts.to("a").request("3"));
        task.run();
        task.send(Prompts.to("a").request("4"));

        assertThat(requests()).containsExactly("1", "1", "1", "2", "2", "3", "4");
        assertThat(task.chunks()).extracting(Chunk::position).isSorted();
    }

    @Test
    void aShortRequestIsAnsweredWhileALongOneRuns() throws Exception {
        task.send(Prompts.to("long").generating(4000).blocks(1));
        task.wave();
        task.send(Prompts.to("short").generating(4).blocks(1));

        assertThat(task.chunks("short")).extracting(Chunk::last).containsExactly(true);
        assertThat(task.chunks("long")).hasSize(2);
        task.run();
        assertThat(task.chunks("long")).hasSize(1000);
    }

    @Test
    void promptsThatComeInTogetherShareAWave() throws Exception {
        for (int i = 0; i < 6; i++) {
            task.arrive(Prompts.to("s" + i).observing(1, 0).generating(2).blocks(1));
        }
        assertThat(task.chunks()).isEmpty();
        task.wave();
        assertThat(task.chunks()).hasSize(6).extracting(Chunk::last).containsOnly(true);
    }

    @Test
    void aFullBatchWaitsForNoTimer() throws Exception {
        for (int i = 0; i < 7; i++) {
            task.arrive(Prompts.to("s" + i).generating(4).blocks(1));
        }
        assertThat(task.chunks()).hasSize(7);
    }

    @Test
    void requestsWaitForEachOtherAsLongAsTheyMay() throws Exception {
        try (Harness patient = Harness.open(waiting(Duration.ofMillis(50)))) {
            patient.arrive(Prompts.to("a").generating(4).blocks(1));
            patient.pass(Duration.ofMillis(30));
            patient.arrive(Prompts.to("b").generating(4).blocks(1));
            patient.pass(Duration.ofMillis(15));
            assertThat(patient.chunks()).isEmpty();
            patient.pass(Duration.ofMillis(5));
            assertThat(patient.chunks()).hasSize(2);
        }
    }

    @Test
    void aRequestThatLetAnotherGoFirstDoesNotWaitForCompanyThen() throws Exception {
        try (Harness patient = Harness.open(waiting(Duration.ofMillis(50)))) {
            patient.send(Prompts.to("long").generating(8).blocks(1));
            patient.arrive(Prompts.to("first").generating(4).blocks(1));
            patient.wave();
            patient.arrive(Prompts.to("second").generating(4).blocks(1));
            patient.wave();
            assertThat(patient.chunks("long")).hasSize(2);
            assertThat(patient.chunks("second")).isEmpty();
            patient.pass(Duration.ofMillis(1));
            assertThat(patient.chunks("second")).hasSize(1);
        }
    }

    @Test
    void aWaveThatIsFullOfStepsWaitsForNoTimer() throws Exception {
        Limits narrow = Harness.limits().maxBlockSteps(4).build();
        try (Harness full = Harness.open(Harness.settings(folder.toString(), RolloutPolicy.REJECT, narrow))) {
            full.arrive(Prompts.to("a").generating(8).blocks(2));
            assertThat(full.chunks()).isEmpty();
            full.arrive(Prompts.to("b").generating(8).blocks(2));
            assertThat(full.chunks()).hasSize(2);
        }
    }

    @Test
    void aRequestThatFindsAnotherUnderWayWaitsForNobody() throws Exception {
        try (Harness patient = Harness.open(waiting(Duration.ofMillis(50)))) {
            patient.send(Prompts.to("long").generating(4000).blocks(1));
            patient.arrive(Prompts.to("short").generating(4).blocks(1));
            patient.wave();
            assertThat(patient.chunks("short")).hasSize(1);
            patient.pass(Duration.ofMillis(1));
            assertThat(patient.chunks("long")).hasSize(1000);
        }
    }

    @Test
    void aBarrierWaitsForWhatIsInMemoryAlone() throws Exception {
        task.arrive(Prompts.to("a").generating(8).blocks(1));
        task.arrive(Prompts.to("a").request("second").generating(4).blocks(1));
        task.arrive(Prompts.to("b").generating(4).blocks(1));
        OperatorSubtaskState snapshot = task.snapshot();
        assertThat(task.chunks("a")).hasSize(1);
        assertThat(task.chunks("b")).hasSize(1);
        try (Harness restored = Harness.restore(Harness.settings(folder.toString()), "hashmap", snapshot, 1, 1, 0)) {
            restored.run();
            assertThat(restored.chunks("a"))
                    .extracting(chunk -> chunk.origin().requestId() + " " + chunk.index())
                    .containsExactly("request 1", "second 0");
            assertThat(restored.chunks("b")).isEmpty();
        }
    }

    @Test
    void newRequestsGoBeforeThoseThatAreUnderWay() throws Exception {
        for (int i = 0; i < 9; i++) {
            task.send(Prompts.to("long" + i).generating(4000).blocks(1));
        }
        task.arrive(Prompts.to("short").generating(4).blocks(1));
        task.wave();
        assertThat(task.chunks("short")).hasSize(1);
    }

    @Test
    void newRequestsAndThoseUnderWayHaveWavesInTurns() throws Exception {
        task.send(Prompts.to("long").generating(4000).blocks(1));
        for (int i = 1; i < 4; i++) {
            task.arrive(Prompts.to("short" + i).generating(4).blocks(1));
            task.wave();
            assertThat(task.chunks("short" + i)).hasSize(1);
            task.arrive(Prompts.to("late" + i).generating(4).blocks(1));
            task.wave();
            assertThat(task.chunks("long")).as("not kept by those that come").hasSize(2 * i);
            assertThat(task.chunks("late" + i)).isEmpty();
            task.wave();
            assertThat(task.chunks("late" + i)).hasSize(1);
            task.wave();
        }
    }

    @Test
    void longRequestsTakeTurns() throws Exception {
        for (int i = 0; i < 9; i++) {
            task.send(Prompts.to("s" + i).generating(12).blocks(1));
        }
        task.wave();
        assertThat(task.chunks())
                .as("9 first blocks, then a wave of the 7 that the limit allows")
                .hasSize(16);
        task.wave();
        assertThat(task.chunks("s7")).hasSize(2);
        assertThat(task.chunks("s8")).hasSize(2);
        assertThat(task.chunks("s0")).as("goes on behind those that waited").hasSize(3);
    }

    @Test
    void aWaveHoldsNoMoreSessionsThanItsStepsAllow() throws Exception {
        Limits tight = Harness.limits().maxBlockSteps(4).build();
        try (Harness narrow = Harness.open(Harness.settings(folder.toString(), RolloutPolicy.REJECT, tight))) {
            for (int i = 0; i < 5; i++) {
                narrow.send(Prompts.to("s" + i).generating(32).blocks(2));
            }
            narrow.wave();
            assertThat(narrow.chunks())
                    .as("5 first blocks and 2 of 2 steps each")
                    .hasSize(7);
        }
    }

    @Test
    void moreRequestsThanMayWaitAreRejected() throws Exception {
        task.send(Prompts.to("a").request("open").generating(40).blocks(1));
        for (int i = 0; i < 8; i++) {
            task.send(Prompts.to("a").request("waits" + i));
        }
        task.send(Prompts.to("a").request("too many"));

        assertThat(task.deadLetters()).hasSize(1);
        assertThat(task.deadLetters().get(0).requestId()).isEqualTo("too many");
        assertThat(task.deadLetters().get(0).reason()).isEqualTo(Reason.TOO_MANY_WAITING);
        assertThat(task.deadLetters().get(0).message()).contains("at most 8").contains("when an answer has come");
        task.run();
        assertThat(requests()).hasSize(18).doesNotContain("too many");
    }

    @Test
    void theEndOfInputAnswersAllThatIsOpen() throws Exception {
        task.send(Prompts.to("a").request("1").generating(40).blocks(1));
        task.send(Prompts.to("a").request("2").generating(4).blocks(1));
        task.endInput();

        assertThat(requests()).hasSize(11).last().isEqualTo("2");
    }

    private GenerateSettings waiting(Duration longest) {
        return GenerateSettings.of(folder.toString(), Harness.LIMITS)
                .longestWait(longest)
                .build();
    }

    private List<String> requests() {
        return task.chunks().stream().map(chunk -> chunk.origin().requestId()).toList();
    }
}
