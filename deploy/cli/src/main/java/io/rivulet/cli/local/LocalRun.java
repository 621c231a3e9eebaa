package io.rivulet.cli.local;

import io.rivulet.broker.LocalBroker;
import io.rivulet.cli.digits.Digits;
import io.rivulet.cli.option.Home;
import io.rivulet.cli.print.Console;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.cluster.ScratchFolder;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.TopicReader;
import io.rivulet.testbed.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;

/** Broker, job and demonstration on this machine, from start to end. */
public final class LocalRun {
    private static final int PARTITIONS = 4;
    private static final int PARALLELISM = 2;

    private final LocalSettings settings;
    private final LocalModel model;
    private final ScratchFolder data;
    private final Console console;
    private final Stop stop;
    private final AtomicBoolean brokerDead = new AtomicBoolean();
    private boolean broken;

    /**
     * A run that ends early, and in order, when that is wished once it has started.
     *
     * @param data where the broker and Flink write
     */
    public LocalRun(LocalSettings settings, LocalModel model, ScratchFolder data, Console console, Stop stop) {
        this.settings = settings;
        this.model = model;
        this.data = data;
        this.console = console;
        this.stop = stop;
    }

    /** Runs to the end; the exit code is 0 if everything came back as it must. */
    public int run() throws Exception {
        Tally tally = new Tally(model.frame());
        boolean complete;
        LocalBroker.whenDead(() -> brokerDead.set(true));
        try (LocalBroker broker = startBroker(data.folder("broker"));
                LocalJob job = startJob(broker, data.folder("flink"))) {
            stop.heed();
            complete = converse(broker.bootstrapServers(), job, tally);
        }
        // Last, when nothing is left that could print. What was cut off is incomplete for a reason that was told.
        if (!stop.requested() && !broken) {
            tally.faults().forEach(fault -> console.err().println("rivulet: " + fault));
        }
        console.out().println(tally.line());
        return complete && tally.faults().isEmpty() ? 0 : 1;
    }

    private LocalBroker startBroker(Path folder) throws Exception {
        long start = System.nanoTime();
        LocalBroker broker = LocalBroker.start(folder, settings.port());
        try {
            Topics.DEFAULT.create(broker.bootstrapServers(), PARTITIONS);
            Topics.create(broker.bootstrapServers(), List.of(Topics.CONTROL), 1);
            note(
                    "Kafka broker at " + broker.bootstrapServers() + " with topics "
                            + String.join(", ", Topics.DEFAULT.names()) + " and " + Topics.CONTROL,
                    start);
            return broker;
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    private LocalJob startJob(LocalBroker broker, Path folder) throws Exception {
        long start = System.nanoTime();
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        options.set(RivuletOptions.MODEL_PATH, settings.model());
        options.set(RivuletOptions.CONTROL_TOPIC, Topics.CONTROL);
        LocalJob job = LocalJob.start(options, folder, PARALLELISM);
        note(
                "Flink job with model " + model.name() + ", fingerprint "
                        + model.fingerprint().shortened(),
                start);
        return job;
    }

    private boolean converse(String bootstrapServers, LocalJob job, Tally tally) throws Exception {
        Connection connection = Connection.to(bootstrapServers);
        Demonstration demonstration = new Demonstration(Digits.bundled(), settings.draws());
        try (PromptPublisher publisher = new PromptPublisher(connection, Topics.DEFAULT.prompts());
                var chunks = TopicReader.chunks(connection, Topics.DEFAULT.chunks(), true);
                var letters = TopicReader.deadLetters(connection, Topics.DEFAULT.deadLetters(), true)) {
            publish(demonstration, publisher, tally);
            OutputDisplay display = new OutputDisplay(console, demonstration, tally, chunks, letters);
            RunHealth health = new RunHealth(job, brokerDead, data.path());
            boolean complete = display.watch(settings.patience(), health, stop);
            if (complete && !settings.once()) {
                console.out().print(invitation(bootstrapServers));
                display.follow(health, stop);
            }
            broken = display.broken();
            return complete;
        }
    }

    private void publish(Demonstration demonstration, PromptPublisher publisher, Tally tally) {
        int events = 0;
        for (int round = 0; round < demonstration.rounds(); round++) {
            for (PromptEvent prompt : demonstration.round(round)) {
                tally.published(prompt);
                publisher.publish(prompt);
                events++;
            }
            if (round == 0) {
                for (Demonstration.BadEvent bad : demonstration.badEvents()) {
                    tally.publishedBad(publisher.publish(bad.session(), bad.bytes()));
                }
            }
        }
        console.out()
                .println("published " + events + " events: the upper halves of "
                        + demonstration.digits().size() + " digits in " + demonstration.rounds()
                        + " parts each; and " + demonstration.badEvents().size() + " bad events");
        console.out()
                .println(console.ink()
                        .given("┃ given")
                        .and("   ")
                        .and(console.ink().generated("┊ generated"))
                        .and(" in blocks of " + settings.draws().blockSteps()
                                + (settings.draws().blockSteps() == 1 ? " row" : " rows")));
    }

    private void note(String what, long since) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        console.out().printf(Locale.ROOT, "%s, %.1f s%n", what, took.toMillis() / 1000.0);
    }

    private static String invitation(String bootstrapServers) {
        return String.format(Locale.ROOT, """

                The broker at %1$s and the job stay until Ctrl-C. In another terminal:
                  %2$s prompt --bootstrap-servers %1$s --session mine --count 784
                  %2$s tail --bootstrap-servers %1$s --width 28
                  %2$s rollout --bootstrap-servers %1$s --model BUNDLE --policy reset
                Answers are drawn here as well.
                """, bootstrapServers, Home.command());
    }
}
