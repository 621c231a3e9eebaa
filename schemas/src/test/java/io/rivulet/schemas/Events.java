package io.rivulet.schemas;

import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.CategoricalSymbols;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RealSymbols;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.schemas.event.SourcePosition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One event of each contract with every field set, the same as in the committed bytes. */
final class Events {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    private Events() {}

    static PromptEvent prompt() {
        return PromptEvent.newBuilder()
                .setSessionId("digit-7")
                .setRequestId("upper half")
                .setModel("mnist")
                .setObserved(binary(0, 1, 1, 0))
                .setGenerateSymbols(392)
                .setBlockSteps(14)
                .setSeed(-42)
                .setTemperature(0.75f)
                .setReset(true)
                .setEventTime(TIME)
                .setHeaders(Map.of("sender", "test"))
                .setForget(true)
                .build();
    }

    static GeneratedChunk chunk() {
        return GeneratedChunk.newBuilder()
                .setSessionId("digit-7")
                .setRequestId("upper half")
                .setModel("mnist")
                .setModelFingerprint("0123456789abcdef".repeat(4))
                .setChunkIndex(1)
                .setChunkCount(2)
                .setPosition(1_000_000_000_000L)
                .setSymbols(new RealSymbols(List.of(-1.5f, 0f, 3.25f)))
                .setLast(true)
                .setEndReason(EndReason.FORGOTTEN)
                .setSessionStart(SessionStart.RESUMED)
                .setStepsAbsorbed(14)
                .setHeaders(Map.of("sender", "test"))
                .setEventTime(TIME)
                .setSource(source())
                .build();
    }

    static RejectedPrompt rejection() {
        return RejectedPrompt.newBuilder()
                .setSource(source())
                .setSessionId("digit-7")
                .setRequestId("upper half")
                .setReason(RejectionReason.MODEL_UNAVAILABLE)
                .setMessage("a binary symbol must be 0 or 1, got 2 at index 5; send pixels as 0 or 1")
                .setRaw(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .build();
    }

    static ModelControl control() {
        return ModelControl.newBuilder()
                .setAction(ModelAction.ACTIVATE)
                .setModel("mnist")
                .setPath("file:///models/mnist")
                .setFingerprint("fedcba9876543210".repeat(4))
                .setPolicy(ModelChangePolicy.KEEP)
                .build();
    }

    static Instant time() {
        return TIME;
    }

    static SourcePosition source() {
        return new SourcePosition("prompts", 3, 77L, TIME);
    }

    static BinarySymbols binary(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new BinarySymbols(ByteBuffer.wrap(bytes));
    }

    static CategoricalSymbols categorical(Integer... values) {
        return new CategoricalSymbols(List.of(values));
    }
}
