package io.rivulet.flink.state;

import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.event.RolloutPolicy;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of a rollout, between tasks and in the state that says which model is served. Savepoints name this class: its
 * name stays.
 */
final class ModelOrderSerializer extends VersionedSerializer<Rollout> {

    private static final long serialVersionUID = 1L;

    @Override
    int version() {
        return 1;
    }

    @Override
    void write(Rollout rollout, DataOutputView out) throws IOException {
        EventFields.writeSource(rollout.source(), out);
        Fields.writeText(rollout.model(), out);
        Fields.writeText(rollout.path(), out);
        Fields.writeText(rollout.fingerprint(), out);
        out.writeByte(rollout.policy().ordinal());
    }

    @Override
    Rollout read(int version, DataInputView in) throws IOException {
        return new Rollout(
                EventFields.readSource(in),
                Fields.readText(in),
                Fields.readText(in),
                Fields.readText(in),
                Fields.readConstant(RolloutPolicy.values(), in));
    }

    @Override
    public Rollout createInstance() {
        return new Rollout(EventFields.NO_ORIGIN.source(), "none", "none", "0".repeat(64), RolloutPolicy.REJECT);
    }

    @Override
    public TypeSerializerSnapshot<Rollout> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<Rollout> {
        public Snapshot() {
            super(ModelOrderSerializer::new);
        }
    }
}
