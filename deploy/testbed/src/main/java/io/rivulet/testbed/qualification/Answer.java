package io.rivulet.testbed.qualification;

import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import java.util.Objects;

/**
 * One record of the output, as far as promises go.
 *
 * @param lane within which records come in order: a session's chunks, or its dead letters
 * @param request number of the prompt
 * @param index of the chunk in the answer; 0 for a dead letter
 * @param digest of every byte that the prompts decide: all but the time at which the broker took the prompt, the
 *     trial's name in that of the topic, and the words of a dead letter
 * @param model fingerprint of the one that made the chunk; empty for a dead letter
 * @param last whether no further record answers the prompt
 */
record Answer(String lane, long request, int index, String digest, String model, boolean last) {
    private static final EventCodec<GeneratedChunk> CHUNKS = EventCodec.chunks();
    private static final EventCodec<RejectedPrompt> LETTERS = EventCodec.rejections();
    private static final long UNKNOWN = -1;

    static Answer of(GeneratedChunk chunk) {
        GeneratedChunk decided = GeneratedChunk.newBuilder(chunk)
                .setSource(ofAnyTrial(chunk.getSource()))
                .build();
        return new Answer(
                chunks(chunk.getSessionId()),
                number(chunk.getRequestId()),
                chunk.getChunkIndex(),
                Digests.of(CHUNKS.encode(decided)),
                chunk.getModelFingerprint(),
                chunk.getLast());
    }

    static Answer of(RejectedPrompt letter) {
        RejectedPrompt decided = RejectedPrompt.newBuilder(letter)
                .setSource(ofAnyTrial(letter.getSource()))
                .setMessage("")
                .build();
        return new Answer(
                lane(letter),
                number(Objects.requireNonNullElse(letter.getRequestId(), "")),
                0,
                Digests.of(LETTERS.encode(decided)),
                "",
                true);
    }

    /** The lane of a session's chunks. */
    static String chunks(String session) {
        return "chunks of " + session;
    }

    /** Whether it is before {@code other} in the lane that both are in. */
    boolean isBefore(Answer other) {
        return request < other.request || request == other.request && index < other.index;
    }

    /**
     * The lane of the dead letters that say that a session is of another model. That is said when the prompt's turn comes,
     * what is wrong with a prompt itself when it is read: the one may overtake the other.
     */
    static String mismatches(String session) {
        return "mismatches of " + session;
    }

    private static String lane(RejectedPrompt letter) {
        return letter.getReason() == RejectionReason.MODEL_MISMATCH
                ? mismatches(letter.getSessionId())
                : "dead letters of " + letter.getSessionId();
    }

    /** Each trial has topics of its own, which end alike. */
    private static SourcePosition ofAnyTrial(SourcePosition source) {
        String topic = source.getTopic();
        return SourcePosition.newBuilder(source)
                .setTopic(topic.substring(topic.lastIndexOf('-') + 1))
                .setTimestamp(null)
                .build();
    }

    private static long number(String requestId) {
        return requestId.matches("[0-9]{1,18}") ? Long.parseLong(requestId) : UNKNOWN;
    }
}
