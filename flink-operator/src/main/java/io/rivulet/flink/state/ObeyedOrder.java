package io.rivulet.flink.state;

import io.rivulet.flink.event.ModelOrder;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The last order that was obeyed, the same on all tasks. It is kept under the model that the job was configured with then:
 * who configures another one has the last word, and the order is forgotten.
 */
public final class ObeyedOrder {

    /** Name of the operator's broadcast state: from the configured model to the order. */
    public static final String STATE = "model";

    private final BroadcastState<String, ModelOrder> byConfiguredModel;
    private final String configured;

    /** @param configured the model that the job is configured with */
    public ObeyedOrder(OperatorStateStore store, String configured) throws Exception {
        this.byConfiguredModel = store.getBroadcastState(
                new MapStateDescriptor<>(STATE, StringSerializer.INSTANCE, new ModelOrderSerializer()));
        this.configured = configured;
        if (!byConfiguredModel.contains(configured)) {
            byConfiguredModel.clear();
        }
    }

    /** The order in force; null if none was obeyed since the job is configured as it is. */
    public @Nullable ModelOrder get() throws Exception {
        return byConfiguredModel.get(configured);
    }

    /** Remembers this order, and no other. */
    public void set(ModelOrder order) throws Exception {
        byConfiguredModel.clear();
        byConfiguredModel.put(configured, order);
    }
}
