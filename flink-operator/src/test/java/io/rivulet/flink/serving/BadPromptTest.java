package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.Standardisation;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.Symbols;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt that this model or these limits cannot serve is a dead letter, and nothing else happens. */
class BadPromptTest {

    private static final Emission BINARY = new Bernoulli();
    private static final Emission CATEGORICAL = new Categorical(5);
    private static final Emission REAL = new Gaussian(new Standardisation(List.of(0f), List.of(1f)));

    @TempDir
    Path folder;

    static Stream<Arguments> bad() {
        Prompts ask = Prompts.to("a").request("bad").generating(3);
        return Stream.of(
                bad("unknown model", BINARY, ask.model("other"), Reason.UNKNOWN_MODEL, "tiny", "other"),
                bad("wrong kind", BINARY, ask.observing(real(1)), Reason.INVALID_SYMBOLS, "BINARY", "REAL"),
                bad("not binary", BINARY, ask.observing(0, 2), Reason.INVALID_SYMBOLS, "0 or 1", "got 2"),
                bad("NaN", REAL, ask.observing(real(0, Float.NaN)), Reason.INVALID_SYMBOLS, "finite", "got NaN"),
                bad("beyond the alphabet", CATEGORICAL, ask.observing(index(5)), Reason.INVALID_SYMBOLS, "0 to 4", "5"),
                bad("negative index", CATEGORICAL, ask.observing(index(-1)), Reason.INVALID_SYMBOLS, "0 to 4", "-1"),
                bad("long", BINARY, ask.observing(new float[1001]), Reason.INVALID_FIELD, "at most 1000", "got 1001"),
                bad("huge count", BINARY, ask.generating(1L << 60), Reason.INVALID_FIELD, "at most 10000", "got 1152"),
                bad("huge block", BINARY, ask.blocks(65), Reason.INVALID_FIELD, "at most 64", "got 65"),
                bad("overflow", REAL, ask.observing(real(3e38f, -3e38f, 3e38f, 3e38f)), Reason.NON_FINITE, "finite"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aBadPromptIsADeadLetterAndTheSessionStandsAsBefore(
            String name, Emission emission, Prompts prompt, Reason reason, List<String> said) throws Exception {
        Bundle bundle = TinyBundles.write(folder, 4, TinyBundles.config(TinyBundles.NAME, emission));
        Prompts before = Prompts.to("a").generating(6);
        Prompts after = Prompts.to("a").request("after").generating(9);
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            task.send(before);
            task.send(prompt);
            task.send(after);
            task.run();

            assertThat(task.deadLetters()).hasSize(1);
            Rejection letter = task.deadLetters().get(0);
            assertThat(letter.reason()).isEqualTo(reason);
            assertThat(letter.message()).contains(said).contains("; ");
            assertThat(letter.sessionId()).isEqualTo("a");
            assertThat(letter.requestId()).isEqualTo("bad");
            assertThat(letter.source()).isEqualTo(prompt.prompt().origin().source());
            List<Chunk> undisturbed = new Oracle(bundle).answers(List.of(before.prompt(), after.prompt()));
            assertThat(task.chunks()).isEqualTo(undisturbed);
        }
    }

    @Test
    void aBadPromptBehindAnOpenRequestIsRejectedAtOnce() throws Exception {
        TinyBundles.binary(folder, 1);
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            task.send(Prompts.to("a").generating(40).blocks(1));
            task.send(Prompts.to("a").request("bad").model("other"));
            assertThat(task.deadLetters()).extracting(Rejection::requestId).containsExactly("bad");
        }
    }

    @Test
    void anOverflowInABatchCostsTheOthersNothing() throws Exception {
        Bundle bundle = TinyBundles.write(folder, 4, TinyBundles.config(TinyBundles.NAME, REAL));
        List<Prompts> waiting = List.of(
                Prompts.to("a").request("waits").observing(real(1, 2, 3)),
                Prompts.to("b").request("waits").observing(real(3e38f, -3e38f, 3e38f, 3e38f)),
                Prompts.to("c").request("waits").observing(real(4)));
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            for (Prompts prompt : waiting) {
                task.send(Prompts.to(prompt.session()).generating(8).blocks(1));
                task.send(prompt);
            }
            task.run();
            assertThat(task.deadLetters()).extracting(Rejection::sessionId).containsExactly("b");
            assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.NON_FINITE);
            for (Prompts prompt : List.of(waiting.get(0), waiting.get(2))) {
                Prompts opening = Prompts.to(prompt.session()).generating(8).blocks(1);
                assertThat(task.chunks(prompt.session()))
                        .isEqualTo(new Oracle(bundle).answers(List.of(opening.prompt(), prompt.prompt())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7F800001, 0x7FC00000, 0x7FFFFFFF, 0xFF800001, 0xFFFFFFFF, 0x7F800000, 0xFF800000})
    void noNumberThatIsNotFiniteIsASymbolWhateverItsBits(int bits) throws Exception {
        TinyBundles.write(folder, 4, TinyBundles.config(TinyBundles.NAME, REAL));
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            task.send(Prompts.to("a").observing(real(1, Float.intBitsToFloat(bits))));
            assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.INVALID_SYMBOLS);
        }
    }

    @Test
    void theSmallestNumbersAndNegativeZeroAreSymbolsLikeOthers() throws Exception {
        Bundle bundle = TinyBundles.write(folder, 4, TinyBundles.config(TinyBundles.NAME, REAL));
        Prompts prompt = Prompts.to("a")
                .observing(real(Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL / 2, -0f, 1e-30f))
                .generating(9);
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            task.send(prompt);
            task.run();
            assertThat(task.chunks()).isEqualTo(new Oracle(bundle).answers(List.of(prompt.prompt())));
        }
    }

    @Test
    void aSessionAfterManyOverflowsGoesOnAsIfThereHadBeenNone() throws Exception {
        Bundle bundle = TinyBundles.write(folder, 4, TinyBundles.config(TinyBundles.NAME, REAL));
        Prompts before = Prompts.to("a").observing(real(1, 2, 3, 4, 5)).generating(6);
        Prompts after = Prompts.to("a").request("after").generating(9);
        float[][] huge = {{3e38f, -3e38f, 3e38f}, {-3e38f, -3e38f, 3e38f}, {Float.MAX_VALUE, -Float.MAX_VALUE, 0}};
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            task.send(before);
            for (float[] symbols : huge) {
                task.send(
                        Prompts.to("a").request("bad").observing(real(symbols)).generating(8));
                task.run();
            }
            task.send(after);
            task.run();
            assertThat(task.deadLetters())
                    .extracting(Rejection::reason)
                    .containsExactly(Reason.NON_FINITE, Reason.NON_FINITE, Reason.NON_FINITE);
            assertThat(task.chunks()).isEqualTo(new Oracle(bundle).answers(List.of(before.prompt(), after.prompt())));
        }
    }

    @Test
    void aPromptWhoseChunkCouldNotBePublishedIsRejected() throws Exception {
        TinyBundles.binary(folder, 1);
        Limits limits = Harness.limits()
                .maxGeneratedSymbols(1 << 20)
                .maxBlockSteps(1 << 15)
                .maxRecordBytes(1 << 16)
                .build();
        try (Harness task = Harness.open(Harness.settings(folder.toString(), RolloutPolicy.REJECT, limits))) {
            task.send(Prompts.to("a").generating(1 << 20).blocks(1 << 14));
            assertThat(task.deadLetters()).extracting(Rejection::reason).containsExactly(Reason.INVALID_FIELD);
            assertThat(task.deadLetters().get(0).message()).contains("must fit 65536 bytes", "ask for smaller blocks");
        }
    }

    @Test
    void aRequestUnderWayThatNoLongerFitsIsRejectedAndItsSessionStays() throws Exception {
        TinyBundles.binary(folder, 1);
        Prompts small = Prompts.to("small").generating(4000).blocks(1);
        Prompts wide = Prompts.to("wide").request("wide").generating(4000).blocks(64);
        OperatorSubtaskState snapshot;
        try (Harness task = Harness.open(Harness.settings(folder.toString()))) {
            task.send(small);
            task.send(wide);
            task.wave();
            snapshot = task.snapshot();
        }
        GenerateSettings tight = Harness.settings(
                folder.toString(),
                RolloutPolicy.REJECT,
                Harness.limits().maxRecordBytes(400).build());
        try (Harness after = Harness.restore(tight, "hashmap", snapshot, 1, 1, 0)) {
            after.run();
            assertThat(after.deadLetters()).extracting(Rejection::requestId).containsExactly("wide");
            assertThat(after.deadLetters().get(0).message()).contains("must fit 400 bytes");
            assertThat(after.chunks().get(after.chunks().size() - 1).last()).isTrue();
            after.send(Prompts.to("wide").generating(2).blocks(1));
            after.run();
            assertThat(after.chunks().get(after.chunks().size() - 1).sessionStart())
                    .isEqualTo(SessionStart.RESUMED);
        }
    }

    private static Arguments bad(String name, Emission emission, Prompts prompt, Reason reason, String... said) {
        return Arguments.of(name, emission, prompt, reason, List.of(said));
    }

    private static Symbols real(float... values) {
        return new Symbols(SymbolKind.REAL, values);
    }

    private static Symbols index(float... values) {
        return new Symbols(SymbolKind.CATEGORICAL, values);
    }
}
