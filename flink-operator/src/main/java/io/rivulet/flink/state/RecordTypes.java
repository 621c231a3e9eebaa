package io.rivulet.flink.state;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The Flink types of all records that cross a task's edge. */
public final class RecordTypes {

    public static final TypeInformation<RawEvent> RAW_EVENT =
            new RecordType<>(RawEvent.class, new RawEventSerializer());
    public static final TypeInformation<Prompt> PROMPT = new RecordType<>(Prompt.class, new PromptSerializer());
    public static final TypeInformation<Chunk> CHUNK = new RecordType<>(Chunk.class, new ChunkSerializer());
    public static final TypeInformation<Rejection> REJECTION =
            new RecordType<>(Rejection.class, new RejectionSerializer());

    public static final TypeInformation<Rollout> ROLLOUT = new RecordType<>(Rollout.class, new ModelOrderSerializer());

    /** The side output of dead letters, of every operator that rejects. */
    public static final OutputTag<Rejection> DEAD_LETTERS = new OutputTag<>("dead-letters", REJECTION);

    private RecordTypes() {}
}
