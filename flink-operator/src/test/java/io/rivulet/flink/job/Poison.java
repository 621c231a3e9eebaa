package io.rivulet.flink.job;

import io.rivulet.flink.event.Reason;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.BinarySymbols;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RealSymbols;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events that the job must refuse, of every kind, to a job that serves real symbols under the limits below. */
final class Poison {
    private static final EventCodec<PromptEvent> PROMPTS = EventCodec.prompts();

    static final int EVENT_BYTES = 8192;
    static final int OBSERVED = 256;
    static final int GENERATED = 1 << 20;

    private final Random random;
    private final List<Kind> kinds;

    /**
     * @param name as a person would call it
     * @param value makes the value of a Kafka record; null for one without
     */
    record Kind(String name, Reason reason, Supplier<byte @Nullable []> value) {}

    /** @param foreign a session whose state is another model's */
    Poison(Random random, String foreign) {
        this.random = random;
        this.kinds = List.of(
                new Kind("no value", Reason.MALFORMED, () -> null),
                new Kind("no bytes", Reason.MALFORMED, () -> new byte[0]),
                new Kind("noise", Reason.MALFORMED, () -> noise(1 + random.nextInt(200))),
                new Kind("JSON", Reason.MALFORMED, () -> text("{\"session_id\":\"a\",\"generate_symbols\":4}")),
                new Kind("a data file", Reason.MALFORMED, () -> text("Obj\1" + "x".repeat(40))),
                new Kind("a registry's format", Reason.MALFORMED, () -> spliced(good(), 0, 10, 0, 0, 0, 0, 7)),
                new Kind("a truncation", Reason.MALFORMED, this::truncated),
                new Kind("bytes behind", Reason.MALFORMED, () -> Arrays.copyOf(good(), good().length + 1)),
                new Kind("a huge length", Reason.MALFORMED, () -> body(0xFE, 0xFF, 0xFF, 0xFF, 0x0F)),
                new Kind("a negative length", Reason.MALFORMED, () -> body(0x01)),
                new Kind(
                        "a number without end",
                        Reason.MALFORMED,
                        () -> body(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)),
                new Kind(
                        "a number too wide",
                        Reason.MALFORMED,
                        () -> body(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F)),
                new Kind("bad UTF-8", Reason.MALFORMED, () -> body(0x02, 0xFF, 0x02, 'r', 0)),
                new Kind("no such union branch", Reason.MALFORMED, () -> body(0x02, 's', 0x02, 'r', 0x08)),
                new Kind(
                        "a huge array",
                        Reason.MALFORMED,
                        () -> body(0x02, 's', 0x02, 'r', 0, 0x06, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F)),
                new Kind("another schema", Reason.UNKNOWN_SCHEMA, this::foreignSchema),
                new Kind("another contract", Reason.UNKNOWN_SCHEMA, () -> spliced(good(), 2, 10, control())),
                new Kind("a large event", Reason.TOO_LARGE, () -> noise(EVENT_BYTES + 1 + random.nextInt(999))),
                new Kind("many headers", Reason.TOO_LARGE, this::manyHeaders),
                prompt("no session", Reason.INVALID_FIELD, event -> event.setSessionId("")),
                prompt("a long session", Reason.INVALID_FIELD, event -> event.setSessionId("x".repeat(1025))),
                prompt("a long request", Reason.INVALID_FIELD, event -> event.setRequestId("x".repeat(1025))),
                prompt("a negative count", Reason.INVALID_FIELD, event -> event.setGenerateSymbols(-1)),
                prompt("a huge count", Reason.INVALID_FIELD, event -> event.setGenerateSymbols(1L << 31)),
                prompt("no block", Reason.INVALID_FIELD, event -> event.setBlockSteps(0)),
                prompt("a huge block", Reason.INVALID_FIELD, event -> event.setBlockSteps(Integer.MAX_VALUE)),
                prompt("too hot", Reason.INVALID_FIELD, event -> event.setTemperature(10.5f)),
                prompt("negative heat", Reason.INVALID_FIELD, event -> event.setTemperature(-Float.MIN_VALUE)),
                prompt("no heat", Reason.INVALID_FIELD, event -> event.setTemperature(Float.NaN)),
                prompt(
                        "much at once",
                        Reason.INVALID_FIELD,
                        event -> event.setObserved(reals(new float[OBSERVED + 1]))),
                prompt("another kind", Reason.INVALID_SYMBOLS, event -> event.setObserved(binary())),
                symbol("not a number", Reason.INVALID_SYMBOLS, Float.intBitsToFloat(0x7F800001 + random.nextInt(999))),
                symbol("infinity", Reason.INVALID_SYMBOLS, Float.NEGATIVE_INFINITY),
                prompt("another model", Reason.UNKNOWN_MODEL, event -> event.setModel("other")),
                prompt("another model's state", Reason.MODEL_MISMATCH, event -> event.setSessionId(foreign)),
                prompt("overflow", Reason.NON_FINITE, event -> event.setObserved(reals(3e38f, -3e38f, 3e38f, 3e38f))));
    }

    List<Kind> kinds() {
        return kinds;
    }

    static PromptEvent.Builder prompt(String session, String request) {
        return PromptEvent.newBuilder()
                .setSessionId(session)
                .setRequestId(request)
                .setObserved(reals(1, -2, Float.MIN_VALUE))
                .setGenerateSymbols(5)
                .setEventTime(Instant.EPOCH);
    }

    static byte[] bytes(PromptEvent.Builder event) {
        return PROMPTS.encode(event.build());
    }

    private Kind prompt(String name, Reason reason, Consumer<PromptEvent.Builder> change) {
        return new Kind(name, reason, () -> {
            PromptEvent.Builder event = prompt("poisoned-" + random.nextInt(1 << 20), "poison");
            change.accept(event);
            return bytes(event);
        });
    }

    private Kind symbol(String name, Reason reason, float value) {
        return prompt(name, reason, event -> event.setObserved(reals(0, value)));
    }

    private byte[] good() {
        return bytes(prompt("good", "r"));
    }

    private byte[] truncated() {
        byte[] good = good();
        return Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
    }

    private byte[] foreignSchema() {
        byte[] good = good();
        good[2 + random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
        return good;
    }

    private byte[] manyHeaders() {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < 1024; i++) {
            headers.put(Integer.toString(i, 36), "");
        }
        byte[] full = bytes(prompt("s", "r").setHeaders(headers));
        // The count, 1024 in zigzag, becomes 1025, and an empty entry more stands at its end.
        byte[] more = Arrays.copyOf(full, full.length + 2);
        for (int i = 10; i < full.length - 1; i++) {
            if (full[i] == (byte) 0x80 && full[i + 1] == 0x10) {
                more[i] = (byte) 0x82;
                return more;
            }
        }
        throw new IllegalStateException("an event with 1024 headers must say so, this one does not");
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        noise[0] = 0;
        return noise;
    }

    /** A good header, and then these bytes. */
    private byte[] body(int... bytes) {
        return spliced(Arrays.copyOf(good(), 10), 10, 10, bytes);
    }

    private static int[] control() {
        byte[] header = EventCodec.controls()
                .encode(ModelControl.newBuilder()
                        .setAction(io.rivulet.schemas.event.ModelAction.ACTIVATE)
                        .setModel("m")
                        .setPath("p")
                        .setFingerprint("f")
                        .setPolicy(io.rivulet.schemas.event.ModelChangePolicy.REJECT)
                        .build());
        int[] fingerprint = new int[8];
        for (int i = 0; i < fingerprint.length; i++) {
            fingerprint[i] = header[2 + i];
        }
        return fingerprint;
    }

    /** {@code bytes} with those in [from, to) replaced. */
    private static byte[] spliced(byte[] bytes, int from, int to, int... by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        for (int value : by) {
            out.write(value);
        }
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RealSymbols reals(float... values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return new RealSymbols(List.of(boxed));
    }

    private static BinarySymbols binary() {
        return new BinarySymbols(ByteBuffer.wrap(new byte[] {1, 0}));
    }
}
