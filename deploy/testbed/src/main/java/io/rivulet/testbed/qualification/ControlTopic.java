package io.rivulet.testbed.qualification;

import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Topics;
import java.util.List;

/** Where a job of a site takes its orders from. */
final class ControlTopic implements AutoCloseable {
    private final String name;
    private final PromptPublisher publisher;

    private ControlTopic(String name, PromptPublisher publisher) {
        this.name = name;
        this.publisher = publisher;
    }

    /** Makes one, of one partition so that orders keep their order. */
    static ControlTopic create(Site site, String name) throws InterruptedException {
        Topics.create(site.broker().bootstrapServers(), List.of(name), 1);
        return new ControlTopic(name, new PromptPublisher(site.connection(), name));
    }

    String name() {
        return name;
    }

    /** Orders a model; returns when the broker has the order. */
    void order(OracleModel model, String path, ModelChangePolicy policy) {
        ModelControl order = ModelControl.newBuilder()
                .setAction(ModelAction.ACTIVATE)
                .setModel(model.name())
                .setPath(path)
                .setFingerprint(model.fingerprint())
                .setPolicy(policy)
                .build();
        publisher.publish(model.name(), EventCodec.controls().encode(order));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
