package io.rivulet.cli.run;

import io.rivulet.cli.option.BrokerOptions;
import io.rivulet.cli.option.ModelOption;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.ModelAction;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.testbed.kafka.Position;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Topics;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a running job serve another model. */
@Command(
        name = "rollout",
        header = "Let a running job serve another model.",
        description = {
            "Lets a running job serve another model, which takes a job with the option rivulet.topic.control."
                    + " Reads the bundle here, and pins the rollout to its fingerprint.",
            "Roll back with the same command and the former model. A rollout that is refused becomes a dead letter."
        },
        sortOptions = false)
public final class RolloutCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = Topics.CONTROL,
            description = "The job's control topic (default: ${DEFAULT-VALUE}).")
    private String topic = "";

    @Mixin
    private final ModelOption model = new ModelOption();

    @Option(
            names = "--path",
            paramLabel = "URI",
            description = "Where the workers find the same bundle (default: as --model).")
    private @Nullable String path;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "POLICY",
            description =
                    "Sessions of the former model are rejected (reject), start anew (reset), or go on with the new"
                            + " one if the architectures are equal (keep).")
    private Policy policy = Policy.REJECT;

    /** What becomes of sessions of another model. */
    enum Policy {
        REJECT,
        RESET,
        KEEP
    }

    /** The command, writing to this console. */
    public RolloutCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Bundle bundle = model.bundle();
        ModelControl rollout = rollout(bundle);
        byte[] encoded = encoded(rollout);
        try (PromptPublisher publisher = new PromptPublisher(broker.connection(), topic)) {
            Position position = publisher.publish(rollout.getModel(), encoded);
            console.out()
                    .printf(
                            Locale.ROOT,
                            "rollout of model %s with fingerprint %s under policy %s in %s, partition %d, offset %d%n",
                            rollout.getModel(),
                            bundle.fingerprint().shortened(),
                            rollout.getPolicy(),
                            topic,
                            position.partition(),
                            position.offset());
        }
        return 0;
    }

    private static byte[] encoded(ModelControl rollout) {
        try {
            return EventCodec.controls().encode(rollout);
        } catch (IllegalArgumentException e) {
            throw new UsageError("a rollout must keep to the contract: " + e.getMessage(), e);
        }
    }

    private ModelControl rollout(Bundle bundle) {
        return ModelControl.newBuilder()
                .setAction(ModelAction.ACTIVATE)
                .setModel(bundle.config().name())
                .setPath(path == null ? model.location() : ModelOption.absolute(path))
                .setFingerprint(bundle.fingerprint().hex())
                .setPolicy(ModelChangePolicy.valueOf(policy.name()))
                .build();
    }
}
