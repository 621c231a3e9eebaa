package io.rivulet.flink.state;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.generate.SessionState;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.event.Symbols;
import java.util.Map;

/** One of each record, every field set to something of its own. The golden bytes are of these. */
final class Samples {

    static final SourcePosition SOURCE = new SourcePosition("prompts", 5, 123_456_789_012L, 1_750_000_000_001L);
    static final Origin ORIGIN = new Origin(
            "sitting-42/\u00e9\u6f22", "request-7", 1_750_000_000_000L, Map.of("trace", "abc", "a", ""), SOURCE);
    static final Prompt PROMPT = new Prompt(
            ORIGIN,
            "mnist",
            new Symbols(SymbolKind.CATEGORICAL, new float[] {0, 3, 1}),
            784,
            28,
            -99,
            0.5f,
            true,
            false,
            new byte[] {(byte) 0xC3, 1, 0});
    static final Prompt SPARSE_PROMPT = new Prompt(
            new Origin("s", "", -1, Map.of(), new SourcePosition("t", 0, 0, null)),
            null,
            null,
            0,
            null,
            0,
            1,
            false,
            false,
            new byte[0]);
    static final Prompt FORGETTING_PROMPT = new Prompt(ORIGIN, null, null, 0, null, 0, 1, false, true, new byte[0]);
    static final StoredSession SESSION = new StoredSession(
            new ModelIdentity(new Fingerprint("0123456789abcdef".repeat(4)), 0x0102030405060708L, 4),
            new SessionState(new float[] {1, -2.5f, 3e-20f, 0}, 1_000_000_007L, new float[] {1, 0}));
    static final OpenRequest REQUEST = new OpenRequest(SESSION, PROMPT.absorbed(), SessionStart.RESET, 28, 3, 2);
    static final Chunk CHUNK = new Chunk(
            ORIGIN,
            "mnist",
            "f".repeat(64),
            2,
            5,
            1234,
            new Symbols(SymbolKind.REAL, new float[] {-1.5f, Float.MIN_VALUE}),
            SessionStart.MODEL_CHANGED,
            17,
            true);
    static final Rejection REJECTION =
            new Rejection(SOURCE, "s", "r", Reason.TOO_MANY_WAITING, "rule, value; remedy \u2713", new byte[] {1, 2});
    static final Rollout ROLLOUT =
            new Rollout(SOURCE, "mnist", "s3://models/\u00e9.zip", "0123456789abcdef".repeat(4), RolloutPolicy.KEEP);
    static final RawEvent RAW_EVENT = new RawEvent(SOURCE, new byte[] {5, 6, 7}, 99);

    static final RawEvent TOMBSTONE = RawEvent.tombstone(SOURCE);

    private Samples() {}
}
