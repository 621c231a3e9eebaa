package io.rivulet.flink.event;

import java.util.Map;

/**
 * Who asked, and from where: what every answer to a prompt repeats.
 *
 * @param sessionId the sequence that is continued, 1 to {@value #MAX_ID_CHARACTERS} characters
 * @param requestId the sender's name for the request, up to {@value #MAX_ID_CHARACTERS} characters
 * @param eventTimeMillis when the observation was made, in milliseconds since the epoch, by the sender's clock
 * @param headers the sender's own notes, not interpreted
 */
public record Origin(
        String sessionId, String requestId, long eventTimeMillis, Map<String, String> headers, SourcePosition source) {

    /** The most characters of a session id or request id. */
    public static final int MAX_ID_CHARACTERS = 1024;

    public Origin {
        if (sessionId.isEmpty() || sessionId.length() > MAX_ID_CHARACTERS) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "session_id must have 1 to " + MAX_ID_CHARACTERS + " characters, got " + sessionId.length()
                            + "; name the session that the event belongs to");
        }
        if (requestId.length() > MAX_ID_CHARACTERS) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "request_id must have at most " + MAX_ID_CHARACTERS + " characters, got " + requestId.length()
                            + "; shorten it and put the rest into a header");
        }
        headers = Map.copyOf(headers);
    }
}
