package io.rivulet.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelControl;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeRolloutsTest {

    private static final String FINGERPRINT = "0123456789abcdef".repeat(4);

    private OneInputStreamOperatorTestHarness<RawEvent, Rollout> task;

    @BeforeEach
    void open() throws Exception {
        task = ProcessFunctionTestHarnesses.forProcessFunction(new DecodeRollouts(RecordTypes.DEAD_LETTERS));
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @ParameterizedTest
    @EnumSource(RolloutPolicy.class)
    void everyFieldArrives(RolloutPolicy policy) throws Exception {
        send(bytes(rollout -> rollout.setPolicy(io.rivulet.schemas.event.ModelChangePolicy.valueOf(policy.name()))));
        assertThat(task.extractOutputValues())
                .containsExactly(new Rollout(Prompts.source(9), "mnist", "s3://models/a", FINGERPRINT, policy));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("JSON", new byte[] {'{', '}'}, Reason.MALFORMED, "found JSON"),
                bad("no rollout", new byte[] {1, 2, 3}, Reason.MALFORMED, "C3 01"),
                bad(
                        "action to come",
                        bytes(rollout -> rollout.setAction(ModelAction.UNKNOWN)),
                        Reason.INVALID_FIELD,
                        "action"),
                bad(
                        "policy to come",
                        bytes(rollout -> rollout.setPolicy(io.rivulet.schemas.event.ModelChangePolicy.UNKNOWN)),
                        Reason.INVALID_FIELD,
                        "policy"),
                bad("no path", bytes(rollout -> rollout.setPath("")), Reason.INVALID_FIELD, "must not be empty"),
                bad(
                        "short pin",
                        bytes(rollout -> rollout.setFingerprint("ab")),
                        Reason.INVALID_FIELD,
                        "got 2 characters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void whatIsNoRolloutIsADeadLetterAndTheNextOneIsDecoded(String name, byte[] bytes, Reason reason, String said)
            throws Exception {
        send(bytes);
        send(bytes(rollout -> {}));

        Rejection letter =
                task.getSideOutput(RecordTypes.DEAD_LETTERS).element().getValue();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.message()).contains(said).contains("; ");
        assertThat(letter.source()).isEqualTo(Prompts.source(9));
        assertThat(task.extractOutputValues()).hasSize(1);
    }

    @Test
    void aTombstoneIsADeadLetterOfItsOwnAndNoEmptyValue() throws Exception {
        task.processElement(RawEvent.tombstone(Prompts.source(9)), 0);
        assertThat(task.getSideOutput(RecordTypes.DEAD_LETTERS)
                        .element()
                        .getValue()
                        .message())
                .contains("without a value (a tombstone)");
    }

    @Test
    void aPromptOnTheControlTopicIsRefusedByItsSchema() throws Exception {
        byte[] control = bytes(rollout -> {});
        control[3] ^= 1;
        send(control);
        assertThat(task.getSideOutput(RecordTypes.DEAD_LETTERS)
                        .element()
                        .getValue()
                        .reason())
                .isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    private void send(byte[] bytes) throws Exception {
        task.processElement(new RawEvent(Prompts.source(9), bytes, bytes.length), 0);
    }

    private static Arguments bad(String name, byte[] bytes, Reason reason, String said) {
        return Arguments.of(name, bytes, reason, said);
    }

    private static byte[] bytes(Consumer<ModelControl.Builder> change) {
        ModelControl.Builder rollout = ModelControl.newBuilder()
                .setAction(ModelAction.ACTIVATE)
                .setModel("mnist")
                .setPath("s3://models/a")
                .setFingerprint(FINGERPRINT)
                .setPolicy(io.rivulet.schemas.event.ModelChangePolicy.KEEP);
        change.accept(rollout);
        return EventCodec.controls().encode(rollout.build());
    }
}
