package io.rivulet.testbed.qualification.oracle;

import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import java.util.Comparator;
import java.util.Objects;

/**
 * One record of the output, a chunk or a dead letter, as far as promises go.
 *
 * @param lane within which records come in order: a session's chunks, or its dead letters
 * @param place where it belongs in its lane
 * @param digest of every byte that the prompts decide: all but the time at which the broker took the prompt, the
 *     job's name in that of the topic, and the words of a dead letter
 * @param model fingerprint of the one that made the chunk; empty for a dead letter
 * @param last whether no further record answers the prompt
 */
public record OutputRecord(String lane, Place place, String digest, String model, boolean last) {
    private static final EventCodec<GeneratedChunk> CHUNKS = EventCodec.chunks();
    private static final EventCodec<RejectedPrompt> LETTERS = EventCodec.rejections();
    private static final long UNKNOWN = -1;

    /**
     * Where a record belongs among those of its lane.
     *
     * @param prompt number of the prompt that it answers; -1 if that is none of a series
     * @param index of the chunk in the answer, from 0; 0 for a dead letter
     */
    public record Place(long prompt, int index) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::prompt).thenComparingInt(Place::index);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** A chunk. */
    public static OutputRecord of(GeneratedChunk chunk) {
        GeneratedChunk decided = GeneratedChunk.newBuilder(chunk)
                .setSource(ofAnyJob(chunk.getSource()))
                .build();
        return new OutputRecord(
                chunksOf(chunk.getSessionId()),
                new Place(number(chunk.getRequestId()), chunk.getChunkIndex()),
                Sha256.of(CHUNKS.encode(decided)),
                chunk.getModelFingerprint(),
                chunk.getLast());
    }

    /** A dead letter. */
    public static OutputRecord of(RejectedPrompt letter) {
        RejectedPrompt decided = RejectedPrompt.newBuilder(letter)
                .setSource(ofAnyJob(letter.getSource()))
                .setMessage("")
                .build();
        return new OutputRecord(
                lane(letter),
                new Place(number(Objects.requireNonNullElse(letter.getRequestId(), "")), 0),
                Sha256.of(LETTERS.encode(decided)),
                "",
                true);
    }

    /** The lane of a session's chunks. */
    public static String chunksOf(String session) {
        return "chunks of " + session;
    }

    /**
     * The lane of the dead letters that say that a session is of another model. That is said when the prompt's turn
     * comes, what is wrong with a prompt itself when it is read: the one may overtake the other.
     */
    public static String mismatchesOf(String session) {
        return "mismatches of " + session;
    }

    /** Number of the prompt that it answers; -1 if that is none of a series. */
    public long prompt() {
        return place.prompt();
    }

    /** Whether it is a dead letter. */
    public boolean isDeadLetter() {
        return model.isEmpty();
    }

    private static String lane(RejectedPrompt letter) {
        return letter.getReason() == RejectionReason.MODEL_MISMATCH
                ? mismatchesOf(letter.getSessionId())
                : "dead letters of " + letter.getSessionId();
    }

    /** Each job has topics of its own, which end alike. */
    private static SourcePosition ofAnyJob(SourcePosition source) {
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
