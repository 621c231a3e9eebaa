package io.rivulet.cli.local;

import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.testbed.kafka.Position;
import io.rivulet.testbed.kafka.WireSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what was published and of what was really read back: every prompt answered once, in order and in
 * full; every bad event rejected once; no step run twice. Not thread safe.
 */
final class Tally {
    private record Request(String session, String id) {}

    private static final class Answer {
        private final long observed;
        private final long asked;
        private int chunks;
        private long symbols;
        private boolean ended;

        Answer(long observed, long asked) {
            this.observed = observed;
            this.asked = asked;
        }
    }

    private final int frame;
    private final Map<Request, Answer> answers = new LinkedHashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final Set<Position> bad = new HashSet<>();
    private final Set<Position> rejected = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private long stepsAbsorbed;

    /** A tally for a model that emits so many symbols a step. */
    Tally(int frame) {
        this.frame = frame;
    }

    /** A prompt that must be answered was published, after all others of its session. */
    void published(PromptEvent prompt) {
        answers.put(
                new Request(prompt.getSessionId(), prompt.getRequestId()),
                new Answer(symbolsIn(prompt.getObserved()), prompt.getGenerateSymbols()));
        positions.putIfAbsent(prompt.getSessionId(), 0L);
    }

    /** An event that must be rejected was published. */
    void publishedBad(Position position) {
        bad.add(position);
    }

    /** A chunk was read back. */
    void read(GeneratedChunk chunk) {
        String name = "chunk " + chunk.getChunkIndex() + " of request " + chunk.getRequestId() + " of session "
                + chunk.getSessionId();
        Answer answer = answers.get(new Request(chunk.getSessionId(), chunk.getRequestId()));
        if (answer == null) {
            faults.add(name + " answers a request that was not made");
            return;
        }
        long symbols = symbolsIn(chunk.getSymbols());
        if (answer.ended || chunk.getChunkIndex() != answer.chunks) {
            faults.add(name + " is duplicated or out of order, expected chunk " + answer.chunks);
            return;
        }
        long expected = positions.getOrDefault(chunk.getSessionId(), 0L) + (answer.chunks == 0 ? answer.observed : 0);
        if (chunk.getPosition() != expected) {
            faults.add(name + " is at position " + chunk.getPosition() + ", the session was at " + expected);
        }
        answer.chunks++;
        answer.symbols += symbols;
        answer.ended = chunk.getLast();
        if (answer.ended && (answer.symbols != answer.asked || answer.chunks != chunk.getChunkCount())) {
            faults.add(name + " ends the answer after " + answer.symbols + " symbols, " + answer.asked + " were asked");
        }
        positions.put(chunk.getSessionId(), chunk.getPosition() + symbols);
        stepsAbsorbed += chunk.getStepsAbsorbed();
    }

    /** A dead letter was read back. */
    void read(RejectedPrompt letter) {
        Position position = new Position(
                letter.getSource().getPartition(), letter.getSource().getOffset());
        if (!rejected.add(position)) {
            faults.add("the dead letter for " + position + " is duplicated");
        }
    }

    /** Something was read back that is no event. */
    void unreadable(Position position, String reason) {
        faults.add("what stands at " + position + " is no event: " + reason);
    }

    /** Whether everything that was published has come back, well or badly. */
    boolean complete() {
        return answered() == answers.size() && rejected.containsAll(bad);
    }

    /** Prompts that were answered to the end. */
    long answered() {
        return answers.values().stream().filter(answer -> answer.ended).count();
    }

    /** Events that were rejected. */
    long rejected() {
        return rejected.size();
    }

    /** Steps that the decoder ran more often than the sessions advanced: must be 0. */
    long reprocessed() {
        return stepsAbsorbed
                - positions.values().stream()
                        .mapToLong(position -> position / frame)
                        .sum();
    }

    /** Everything that is not as it must be; empty if all is well. */
    List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        answers.forEach((request, answer) -> {
            if (!answer.ended) {
                all.add("request " + request.id() + " of session " + request.session() + " is not answered, "
                        + answer.symbols + " of " + answer.asked + " symbols came");
            }
        });
        bad.stream()
                .filter(position -> !rejected.contains(position))
                .forEach(position -> all.add("the bad event at " + position + " was not rejected"));
        rejected.stream()
                .filter(position -> !bad.contains(position))
                .forEach(position -> all.add("the event at " + position + " was rejected and is good"));
        if (complete() && reprocessed() != 0) {
            all.add(reprocessed() + " steps were processed again");
        }
        return all;
    }

    /** The account in one line. */
    String line() {
        return "answered=" + answered() + " rejected=" + rejected() + " reprocessed=" + reprocessed();
    }

    private static long symbolsIn(@Nullable Object field) {
        return field == null ? 0 : WireSymbols.floats(field).length;
    }
}
