package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgetTest {

    private static final String SESSION = "forget-me";
    private static final Prompts FORGET = Prompts.to(SESSION).request("forget").forgetting();

    @TempDir
    Path folder;

    private Bundle bundle;
    private Harness task;

    @BeforeEach
    void open() throws Exception {
        bundle = TinyBundles.binary(folder, 1);
        task = Harness.open(Harness.settings(folder.toString()));
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void aReceiptConfirmsTheErasureAndTheSessionStartsAnew() throws Exception {
        task.send(Prompts.to(SESSION).observing(1, 0, 1, 1, 0));
        task.arrive(FORGET);
        assertThat(task.keysInState()).isEmpty();
        task.send(Prompts.to(SESSION).request("again"));

        assertThat(task.chunks()).hasSize(3);
        Chunk receipt = task.chunks().get(1);
        assertThat(receipt.forgotten()).isTrue();
        assertThat(receipt.origin().requestId()).isEqualTo("forget");
        assertThat(receipt.fingerprint()).isEqualTo(bundle.fingerprint().hex());
        assertThat(receipt.sessionStart()).as("there was something to erase").isEqualTo(SessionStart.RESUMED);
        assertThat(receipt.position()).isZero();
        assertThat(receipt.last()).isTrue();
        Chunk anew = task.chunks().get(2);
        assertThat(anew.sessionStart()).isEqualTo(SessionStart.NEW);
        assertThat(anew.forgotten()).isFalse();
    }

    @Test
    void aSessionThatIsNotKnownIsConfirmedToo() throws Exception {
        task.arrive(FORGET);
        assertThat(task.chunks()).extracting(Chunk::sessionStart).containsExactly(SessionStart.NEW);
        assertThat(task.chunks()).extracting(Chunk::forgotten).containsExactly(true);
        assertThat(task.deadLetters()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void whatIsUnfinishedIsErasedAndBecomesDeadLettersWithoutBytes(String backend) throws Exception {
        try (Harness busy = Harness.open(Harness.settings(folder.toString()), backend, 1, 0)) {
            busy.send(withRaw(Prompts.to(SESSION).request("open").generating(40).blocks(1)));
            busy.send(withRaw(Prompts.to(SESSION).request("waits").generating(4)));
            busy.send(withRaw(Prompts.to(SESSION).request("waits too").observing(1)));
            busy.send(Prompts.to("other").request("open").generating(8).blocks(1));
            assertThat(busy.keysInState()).containsExactlyInAnyOrder(SESSION, "other");

            busy.arrive(FORGET);
            assertThat(busy.keysInState()).containsExactly("other");
            busy.run();

            assertThat(busy.deadLetters())
                    .extracting(Rejection::requestId)
                    .containsExactly("open", "waits", "waits too");
            assertThat(busy.deadLetters()).extracting(Rejection::reason).containsOnly(Reason.FORGOTTEN);
            assertThat(busy.deadLetters())
                    .allSatisfy(letter -> assertThat(letter.raw()).isEmpty());
            assertThat(busy.chunks(SESSION))
                    .extracting(chunk -> chunk.origin().requestId())
                    .containsExactly("open", "forget");
            assertThat(busy.chunks("other")).hasSize(2);
        }
    }

    @Test
    void aRequestThatNoWaveHasTakenIsErasedToo() throws Exception {
        task.arrive(Prompts.to(SESSION).request("in memory").generating(4));
        task.arrive(Prompts.to(SESSION).request("behind it").generating(4));
        task.arrive(FORGET);
        task.arrive(Prompts.to(SESSION).request("again").generating(4));
        task.run();

        assertThat(task.deadLetters()).extracting(Rejection::requestId).containsExactly("in memory", "behind it");
        assertThat(task.chunks())
                .extracting(chunk -> chunk.origin().requestId())
                .containsExactly("forget", "again");
        assertThat(task.chunks()).extracting(Chunk::sessionStart).containsOnly(SessionStart.NEW);
    }

    @Test
    void theSessionOfAnotherModelIsErased() throws Exception {
        task.send(Prompts.to(SESSION).observing(1, 0, 1, 1, 0));
        OperatorSubtaskState snapshot = task.snapshot();
        Path other = Files.createDirectory(folder.resolve("other"));
        TinyBundles.binary(other, 2);
        try (Harness after = Harness.restore(Harness.settings(other.toString()), "hashmap", snapshot, 1, 1, 0)) {
            after.arrive(FORGET);
            assertThat(after.chunks()).extracting(Chunk::sessionStart).containsExactly(SessionStart.RESUMED);
            assertThat(after.keysInState()).isEmpty();
        }
    }

    @Test
    void aReceiptThatWouldBeTooLargeIsRefusedAndNothingIsErased() throws Exception {
        Limits tight = Harness.limits().maxRecordBytes(1 << 16).build();
        try (Harness narrow = Harness.open(Harness.settings(folder.toString(), RolloutPolicy.REJECT, tight))) {
            narrow.send(Prompts.to(SESSION).observing(1));
            Origin origin = new Origin(SESSION, "forget", 0, Map.of("k", "v".repeat(1 << 16)), Prompts.source(1));
            narrow.arrive(new Prompt(origin, null, null, 0, null, 0, 1, false, true, new byte[0]));
            assertThat(narrow.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.INVALID_FIELD);
            assertThat(narrow.keysInState()).containsExactly(SESSION);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void noSavepointHoldsAByteOfAForgottenSession(String backend) throws Exception {
        GenerateSettings settings = GenerateSettings.of(folder.toString(), Harness.LIMITS)
                .timeToLive(Duration.ofHours(1))
                .build();
        try (Harness holding = Harness.open(settings, backend, 1, 0)) {
            holding.send(Prompts.to(SESSION).request("open").generating(40).blocks(1));
            holding.send(Prompts.to(SESSION).request("waits"));
            holding.send(Prompts.to(SESSION + " at rest").observing(1, 0, 1));
            holding.send(Prompts.to("kept").observing(1, 0, 1));
            assertThat(SavepointResource.text(holding.savepoint(), folder)).contains(SESSION, "waits", "kept");

            holding.arrive(FORGET);
            holding.arrive(Prompts.to(SESSION + " at rest").request("forget").forgetting());
            assertThat(SavepointResource.text(holding.savepoint(), folder))
                    .contains("kept")
                    .doesNotContain(SESSION, "waits");
            assertThat(holding.keysInState()).isEqualTo(Set.of("kept"));
        }
    }

    private static Prompt withRaw(Prompts prompts) {
        Prompt prompt = prompts.prompt();
        return new Prompt(
                prompt.origin(),
                prompt.model(),
                prompt.observed(),
                prompt.generateSymbols(),
                prompt.blockSteps(),
                prompt.seed(),
                prompt.temperature(),
                prompt.reset(),
                prompt.forget(),
                new byte[] {1, 2, 3});
    }
}
