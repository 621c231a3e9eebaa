package io.rivulet.testbed.qualification.job;

import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.qualification.fault.Fault;
import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.load.BackgroundLoad;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import io.rivulet.testbed.qualification.oracle.OutputChecker;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/** A job under load on a cluster: what happens to it, and then what came out. */
public final class JobUnderLoad implements AutoCloseable {
    private static final Duration RECOVERY = Duration.ofSeconds(180);
    /** What comes later than that, with the job at work, does not come. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** Long enough for a record too many to be committed and read. */
    private static final Duration AFTERMATH = ClusterUnderTest.CHECKPOINTS.multipliedBy(3);

    private static final Duration POLL = Duration.ofMillis(5);

    private final ClusterUnderTest cluster;
    private final Configuration options;
    private final OutputChecker checker;
    private final OutputReader reader;
    private final BackgroundLoad load;
    private final Consumer<String> say;
    private final List<InjectedFault> faults = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private JobVariant variant;
    private JobID job;
    private Deployment deployment;

    /**
     * Starts a job and its load.
     *
     * @param say is told of what happens, line by line
     */
    public JobUnderLoad(ClusterUnderTest cluster, JobSetup setup, Consumer<String> say) throws Exception {
        Topics topics = cluster.topics(setup.name());
        this.cluster = cluster;
        this.variant = setup.variant();
        this.deployment = setup.deployment();
        this.checker = setup.checker();
        this.say = say;
        options = cluster.options(setup.name(), topics);
        job = submit(SavepointRestoreSettings.none());
        reader = OutputReader.start(cluster.connection(), topics);
        load = BackgroundLoad.start(cluster.connection(), topics.prompts(), setup.load(), checker::take);
    }

    /** The job on the cluster. */
    public JobID job() {
        return job;
    }

    /** Who reads its output. */
    public OutputReader reader() {
        return reader;
    }

    /** Prompts handed over so far. */
    public long sent() {
        return load.sent();
    }

    /** Prepares the fault, waits for the moment, injects it, and waits until answers come again. */
    public void inject(Fault fault, FaultTiming when, SplittableRandom random) throws Exception {
        Fault.Injection injection = fault.prepare(cluster, random);
        String moment = when.await(cluster.flink().checkpoints(job), random);
        timed(fault.title(), moment, injection);
    }

    /** Stops the job with a savepoint, lets it go on from there elsewhere, and waits until answers come again. */
    public void moveTo(Deployment next) throws Exception {
        timed("savepoint,", deployment + " to " + next, () -> {
            String savepoint = cluster.flink().stop(job);
            deployment = next;
            job = submit(SavepointRestoreSettings.forPath(savepoint, false));
        });
    }

    /** Stops the job with a savepoint and returns where that lies; the load goes on. */
    public String suspend() throws Exception {
        return cluster.flink().stop(job);
    }

    /** Tries to start the job from a savepoint that it must not go on from; returns what it says with these words. */
    public String refusal(String savepoint, String words) throws Exception {
        return refusal(savepoint, variant, words);
    }

    /** The same of the job put together in another way. */
    public String refusal(String savepoint, JobVariant other, String words) throws Exception {
        JobID refused = cluster.flink()
                .begin(
                        other.with(options),
                        deployment.parallelism(),
                        deployment.backend(),
                        SavepointRestoreSettings.forPath(savepoint, false));
        List<String> said = new ArrayList<>();
        await("a job that must not start must say " + words, () -> {
            said.clear();
            said.addAll(failures(refused));
            return said.stream().anyMatch(line -> line.contains(words));
        });
        cluster.flink().cancel(refused);
        return said.stream().filter(line -> line.contains(words)).findFirst().orElseThrow();
    }

    /** Lets the job go on from a savepoint, put together in another way, and waits until answers come again. */
    public void resume(String savepoint, JobVariant other) throws Exception {
        timed("savepoint,", "restored late", () -> {
            variant = other;
            job = submit(SavepointRestoreSettings.forPath(savepoint, false));
        });
    }

    /** Returns when a prompt of that number or a later one is answered. */
    public void awaitAnswered(long prompt) throws IOException, InterruptedException {
        await("prompt " + prompt + " must be answered", () -> reader.newest() >= prompt);
    }

    /** Returns when a chunk by this model answers a prompt of that number or a later one. */
    public void awaitAnswered(long prompt, OracleModel model) throws IOException, InterruptedException {
        await(
                model + " must answer prompt " + prompt + " or a later one",
                () -> reader.newest() >= prompt
                        && reader.output().newest(model.fingerprint().hex()) >= prompt);
    }

    /** Returns when so many prompts are handed over. */
    public void awaitSent(long prompts) throws IOException, InterruptedException {
        await("prompt " + prompts + " must be sent", () -> load.sent() >= prompts);
    }

    /** Ends the load now and returns what came out. */
    public Outcome stop() throws Exception {
        load.stop();
        return conclude(SILENCE);
    }

    /** Waits for the end of the load and returns what came out. */
    public Outcome finish() throws Exception {
        return finishWithin(SILENCE);
    }

    /** As {@link #finish}; what does not come within {@code silence} after the last record is taken for lost. */
    public Outcome finishWithin(Duration silence) throws Exception {
        load.await();
        return conclude(silence);
    }

    @Override
    public void close() throws Exception {
        load.close();
        reader.close();
        cluster.flink().cancel(job);
    }

    private void timed(String what, String moment, Fault.Injection injection) throws Exception {
        long start = System.nanoTime();
        long prompt = load.sent();
        reader.watch(prompt);
        injection.inject();
        await("answers must come again after " + what + " " + moment, () -> reader.watchedNanos() != 0);
        InjectedFault fault = new InjectedFault(what, moment, prompt, (reader.watchedNanos() - start) / 1e9);
        faults.add(fault);
        say.accept("  " + fault);
    }

    private List<String> failures(JobID of) {
        try {
            return cluster.flink().reports().failures(of);
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private JobID submit(SavepointRestoreSettings from) throws Exception {
        return cluster.flink().submit(variant.with(options), deployment.parallelism(), deployment.backend(), from);
    }

    private Outcome conclude(Duration silence) throws Exception {
        RecordedOutput output = reader.output();
        long end = System.nanoTime();
        while (!checker.isComplete(output)
                && System.nanoTime() - Math.max(output.lastNanos(), end) < silence.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        TimeUnit.MILLISECONDS.sleep(AFTERMATH.toMillis());
        return new Outcome(checker.prompts(), checker.verdict(output), output, faults, ended);
    }

    private void await(String rule, BooleanSupplier condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(rule + " within " + RECOVERY.toSeconds()
                        + " s, nothing came; see the logs of leader and workers");
            }
            supervise();
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** What a cluster's supervisor does: a process that ended by itself is started again. */
    private void supervise() throws IOException {
        for (String process : cluster.flink().restartEnded()) {
            String line = process + " ended by itself and was started again";
            ended.add(line);
            say.accept("  " + line);
        }
    }
}
