package io.rivulet.cli.print;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.terminal.Marked;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.WireSymbols;

/** Events as JSON for programs: the fields' names in the contract, symbols as an array of numbers. */
final class EventJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    static Marked of(GeneratedChunk chunk) {
        ObjectNode node = JSON.createObjectNode()
                .put("session_id", chunk.getSessionId())
                .put("request_id", chunk.getRequestId())
                .put("model", chunk.getModel())
                .put("model_fingerprint", chunk.getModelFingerprint())
                .put("chunk_index", chunk.getChunkIndex())
                .put("chunk_count", chunk.getChunkCount())
                .put("position", chunk.getPosition());
        node.set("symbols", symbols(WireSymbols.floats(chunk.getSymbols())));
        node.put("last", chunk.getLast())
                .put(
                        "end_reason",
                        chunk.getEndReason() == null
                                ? null
                                : chunk.getEndReason().name())
                .put("session_start", chunk.getSessionStart().name())
                .put("steps_absorbed", chunk.getStepsAbsorbed());
        node.set("headers", JSON.valueToTree(chunk.getHeaders()));
        node.put("event_time", chunk.getEventTime().toString());
        node.set("source", source(chunk.getSource()));
        return Marked.json(node.toString());
    }

    static Marked of(RejectedPrompt rejected) {
        ObjectNode node = JSON.createObjectNode();
        node.set("source", source(rejected.getSource()));
        node.put("session_id", rejected.getSessionId())
                .put("request_id", rejected.getRequestId())
                .put("reason", rejected.getReason().name())
                .put("message", rejected.getMessage());
        if (rejected.getRaw() != null) {
            byte[] raw = new byte[rejected.getRaw().remaining()];
            rejected.getRaw().duplicate().get(raw);
            node.put("raw_base64", raw);
        }
        return Marked.json(node.toString());
    }

    /** Whole numbers without a point, as they were sent. */
    static ArrayNode symbols(float[] symbols) {
        ArrayNode array = JSON.createArrayNode();
        for (float symbol : symbols) {
            if (symbol == (int) symbol) {
                array.add((int) symbol);
            } else {
                array.add(symbol);
            }
        }
        return array;
    }

    private static ObjectNode source(SourcePosition source) {
        return JSON.createObjectNode()
                .put("topic", source.getTopic())
                .put("partition", source.getPartition())
                .put("offset", source.getOffset())
                .put(
                        "timestamp",
                        source.getTimestamp() == null
                                ? null
                                : source.getTimestamp().toString());
    }
}
