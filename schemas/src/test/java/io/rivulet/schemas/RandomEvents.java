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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Events whose fields take any value that the contracts allow, odd ones included. */
final class RandomEvents {
    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    PromptEvent prompt() {
        return PromptEvent.newBuilder()
                .setSessionId(text())
                .setRequestId(text())
                .setModel(orNull(this::text))
                .setObserved(orNull(this::symbols))
                .setGenerateSymbols(random.nextLong())
                .setBlockSteps(orNull(random::nextInt))
                .setSeed(random.nextLong())
                .setTemperature(number())
                .setReset(random.nextBoolean())
                .setEventTime(time())
                .setHeaders(headers())
                .setForget(random.nextBoolean())
                .build();
    }

    GeneratedChunk chunk() {
        return GeneratedChunk.newBuilder()
                .setSessionId(text())
                .setRequestId(text())
                .setModel(text())
                .setModelFingerprint(text())
                .setChunkIndex(random.nextInt())
                .setChunkCount(random.nextInt())
                .setPosition(random.nextLong())
                .setSymbols(symbols())
                .setLast(random.nextBoolean())
                .setEndReason(orNull(() -> any(EndReason.values())))
                .setSessionStart(any(SessionStart.values()))
                .setStepsAbsorbed(random.nextLong())
                .setHeaders(headers())
                .setEventTime(time())
                .setSource(source())
                .build();
    }

    RejectedPrompt rejection() {
        return RejectedPrompt.newBuilder()
                .setSource(source())
                .setSessionId(orNull(this::text))
                .setRequestId(orNull(this::text))
                .setReason(any(RejectionReason.values()))
                .setMessage(text())
                .setRaw(orNull(this::bytes))
                .build();
    }

    ModelControl control() {
        return ModelControl.newBuilder()
                .setAction(any(ModelAction.values()))
                .setModel(text())
                .setPath(text())
                .setFingerprint(text())
                .setPolicy(any(ModelChangePolicy.values()))
                .build();
    }

    private SourcePosition source() {
        return new SourcePosition(text(), random.nextInt(), random.nextLong(), orNull(this::time));
    }

    private Object symbols() {
        return switch (random.nextInt(3)) {
            case 0 -> new BinarySymbols(bytes());
            case 1 -> new CategoricalSymbols(list(random::nextInt));
            default -> new RealSymbols(list(this::real));
        };
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** Any bit pattern: infinities, every NaN that survives a float, both zeros. */
    private float real() {
        return Float.intBitsToFloat(random.nextInt());
    }

    /** As {@link #real}, but no NaN: outside of an array, Avro holds none equal to itself. */
    private float number() {
        float real = real();
        return Float.isNaN(real) ? 1 : real;
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong());
    }

    /** Characters of one to four bytes, the replacement character and the null character among them. */
    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int codePoint =
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> 0x80 + random.nextInt(0x780);
                        case 2 -> 0xE000 + random.nextInt(0x2000);
                        case 3 -> 0x10000 + random.nextInt(0x100000);
                        default -> 0xFFFD;
                    };
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        int entries = random.nextInt(4);
        for (int i = 0; i < entries; i++) {
            headers.put(text(), text());
        }
        return headers;
    }

    private <V> List<V> list(Supplier<V> value) {
        List<V> list = new ArrayList<>();
        int size = random.nextInt(40);
        for (int i = 0; i < size; i++) {
            list.add(value.get());
        }
        return list;
    }

    private <V> V orNull(Supplier<V> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <V> V any(V[] values) {
        return values[random.nextInt(values.length)];
    }
}
