package io.rivulet.testbed.qualification.job;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.util.List;

/** The control topic, from which a job takes rollouts. */
public final class RolloutTopic implements AutoCloseable {
    private final String name;
    private final PromptPublisher publisher;

    private RolloutTopic(String name, PromptPublisher publisher) {
        this.name = name;
        this.publisher = publisher;
    }

    /** Makes one, of one partition so that rollouts keep their order. */
    public static RolloutTopic create(ClusterUnderTest cluster, String name) throws InterruptedException {
        Topics.create(cluster.broker().bootstrapServers(), List.of(name), 1);
        return new RolloutTopic(name, new PromptPublisher(cluster.connection(), name));
    }

    /** The job that reads it. */
    public JobVariant reader() {
        return JobVariant.with(RivuletOptions.CONTROL_TOPIC, name);
    }

    /**
     * Publishes a rollout; returns when the broker has it.
     *
     * @param path where the model's bundle lies
     */
    void publish(OracleModel model, String path, ModelChangePolicy policy) {
        ModelControl rollout = ModelControl.newBuilder()
                .setAction(ModelAction.ACTIVATE)
                .setModel(model.name())
                .setPath(path)
                .setFingerprint(model.fingerprint().hex())
                .setPolicy(policy)
                .build();
        publisher.publish(model.name(), EventCodec.controls().encode(rollout));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
