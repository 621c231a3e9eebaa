package io.rivulet.cli.local;

import io.rivulet.cli.digits.Digit;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.WireSymbols;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the local run publishes. Each digit is a session: its upper half arrives in three events, for every second digit
 * split inside a row, and the last of them asks for the lower half. Some bad events stand between.
 */
final class Demonstration {
    /** Pixels of a digit that are given. */
    static final int GIVEN = Digit.PIXELS / 2;

    private static final int[] SPLIT_BETWEEN_ROWS = {0, 140, 252, GIVEN};
    private static final int[] SPLIT_INSIDE_ROWS = {0, 150, 271, GIVEN};
    private static final int EVENTS = SPLIT_BETWEEN_ROWS.length - 1;

    /** A bad event, under the id of a session, which it must leave as it is. */
    record BadEvent(String session, byte[] bytes) {}

    private final List<Digit> digits;
    private final DrawSettings draws;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** A demonstration with these digits. */
    Demonstration(List<Digit> digits, DrawSettings draws) {
        this.digits = List.copyOf(digits);
        this.draws = draws;
    }

    /** The digits, in the order in which they ship. */
    List<Digit> digits() {
        return digits;
    }

    /** The session of a digit, such as {@code digit-7-a}; a second 7 is {@code digit-7-b}. */
    String session(Digit digit) {
        long before = digits.stream()
                .filter(other -> other.label() == digit.label() && other.index() < digit.index())
                .count();
        return "digit-" + digit.label() + "-" + (char) ('a' + before);
    }

    /** How many events a digit arrives in. */
    int rounds() {
        return EVENTS;
    }

    /** One event of every digit, so that sessions interleave. */
    List<PromptEvent> round(int round) {
        List<PromptEvent> events = new ArrayList<>();
        for (Digit digit : digits) {
            int[] split = digit.index() % 2 == 0 ? SPLIT_BETWEEN_ROWS : SPLIT_INSIDE_ROWS;
            float[] observed = digit.pixels(split[round], split[round + 1]);
            events.add(event(session(digit), "part-" + (round + 1))
                    .setObserved(WireSymbols.of(SymbolKind.BINARY, observed))
                    .setGenerateSymbols(round == EVENTS - 1 ? Digit.PIXELS - GIVEN : 0)
                    .build());
        }
        return events;
    }

    /** Events that nobody should have sent, under sessions that are in the middle of their prompts. */
    List<BadEvent> badEvents() {
        EventCodec<PromptEvent> codec = EventCodec.prompts();
        PromptEvent.Builder wrongKind = event(session(digits.get(0)), "wrong-kind")
                .setObserved(WireSymbols.of(SymbolKind.REAL, new float[] {0.25f, 0.5f}));
        PromptEvent.Builder negative =
                event(session(digits.get(1)), "negative-count").setGenerateSymbols(-1);
        byte[] whole = codec.encode(event(session(digits.get(2)), "truncated").build());
        return List.of(
                new BadEvent(session(digits.get(0)), codec.encode(wrongKind.build())),
                new BadEvent(session(digits.get(1)), codec.encode(negative.build())),
                new BadEvent(session(digits.get(2)), Arrays.copyOf(whole, whole.length / 2)),
                new BadEvent("stranger", "not an event".getBytes(StandardCharsets.UTF_8)));
    }

    private PromptEvent.Builder event(String session, String request) {
        return PromptEvent.newBuilder()
                .setSessionId(session)
                .setRequestId(request)
                .setGenerateSymbols(0)
                .setBlockSteps(draws.blockSteps())
                .setSeed(draws.seed())
                .setTemperature(draws.temperature().value())
                .setEventTime(now)
                .setHeaders(Map.of("source", "demonstration"));
    }
}
