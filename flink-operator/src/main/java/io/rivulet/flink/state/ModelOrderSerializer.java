package io.rivulet.flink.state;

import io.rivulet.flink.event.ModelChangePolicy;
import io.rivulet.flink.event.ModelOrder;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of an order, between tasks and in the state that says which model is served. */
final class ModelOrderSerializer extends VersionedSerializer<ModelOrder> {

    private static final long serialVersionUID = 1L;

    @Override
    int version() {
        return 1;
    }

    @Override
    void write(ModelOrder order, DataOutputView out) throws IOException {
        EventFields.writeSource(order.source(), out);
        Fields.writeText(order.model(), out);
        Fields.writeText(order.path(), out);
        Fields.writeText(order.fingerprint(), out);
        out.writeByte(order.policy().ordinal());
    }

    @Override
    ModelOrder read(int version, DataInputView in) throws IOException {
        return new ModelOrder(
                EventFields.readSource(in),
                Fields.readText(in),
                Fields.readText(in),
                Fields.readText(in),
                Fields.readConstant(ModelChangePolicy.values(), in));
    }

    @Override
    public ModelOrder createInstance() {
        return new ModelOrder(EventFields.NO_ORIGIN.source(), "none", "none", "0".repeat(64), ModelChangePolicy.REJECT);
    }

    @Override
    public TypeSerializerSnapshot<ModelOrder> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink when it restores. */
    public static final class Snapshot extends VersionedSnapshot<ModelOrder> {
        public Snapshot() {
            super(ModelOrderSerializer::new);
        }
    }
}
