package io.rivulet.flink.state;

import io.rivulet.flink.event.Rollout;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rollout in force, the same on all tasks. It is kept under the model that the job was configured with then: who
 * configures another one has the last word, and the rollout is forgotten.
 */
public final class RolloutInForce {

    /** Name of the operator's broadcast state: from the configured model to the rollout. */
    public static final String STATE = "model";

    private final BroadcastState<String, Rollout> byConfiguredModel;
    private final String configured;

    /** @param configured the model that the job is configured with */
    public RolloutInForce(OperatorStateStore store, String configured) throws Exception {
        this.byConfiguredModel = store.getBroadcastState(
                new MapStateDescriptor<>(STATE, StringSerializer.INSTANCE, new ModelOrderSerializer()));
        this.configured = configured;
        if (!byConfiguredModel.contains(configured)) {
            byConfiguredModel.clear();
        }
    }

    /** Null if there was none since the job is configured as it is. */
    public @Nullable Rollout get() throws Exception {
        return byConfiguredModel.get(configured);
    }

    /** Remembers this rollout, and no other. */
    public void set(Rollout rollout) throws Exception {
        byConfiguredModel.clear();
        byConfiguredModel.put(configured, rollout);
    }
}
