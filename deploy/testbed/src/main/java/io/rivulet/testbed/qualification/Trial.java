package io.rivulet.testbed.qualification;

import io.rivulet.testbed.kafka.Topics;
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

/** A job under load on a site: what happens to it, and then what came out. */
final class Trial implements AutoCloseable {
    /** Low enough that a machine of two processors recovers under it. */
    static final double PROMPTS_PER_SECOND = 30;

    private static final Duration RECOVERY = Duration.ofSeconds(180);
    /** What comes later than that, with the job at work, does not come. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** Long enough for a record too many to be committed and read. */
    private static final Duration AFTERMATH = Site.CHECKPOINTS.multipliedBy(3);

    private static final Duration POLL = Duration.ofMillis(5);

    private final Site site;
    private final Variant variant;
    private final Configuration options;
    private final Judge judge;
    private final Reading reading;
    private final Load load;
    private final Consumer<String> say;
    private final List<Struck> struck = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private JobID job;
    private Deployment deployment;

    /**
     * Starts a job and its load.
     *
     * @param name of the job; topics, group and transactions are its own
     * @param judge of this trial alone
     * @param prompts the most; the load stops earlier when it is told
     */
    Trial(
            Site site,
            Variant variant,
            String name,
            Deployment deployment,
            Judge judge,
            Script script,
            double perSecond,
            long prompts,
            Consumer<String> say)
            throws Exception {
        Topics topics = site.topics(name);
        this.site = site;
        this.variant = variant;
        this.deployment = deployment;
        this.judge = judge;
        this.say = say;
        options = site.options(name, topics);
        job = submit(SavepointRestoreSettings.none());
        reading = new Reading(site.connection(), topics);
        load = new Load(site.connection(), topics.prompts(), script, judge, perSecond, prompts);
    }

    /** The job on the site. */
    JobID job() {
        return job;
    }

    /** Who reads its output. */
    Reading reading() {
        return reading;
    }

    /** Prompts handed over so far. */
    long sent() {
        return load.sent();
    }

    /** Aims, waits for the moment, strikes, and waits until answers come again. */
    void strike(Fault fault, Moment when, SplittableRandom random) throws Exception {
        Fault.Blow blow = fault.aim(site, random);
        String moment = when.await(site.flink().checkpoints(job), random);
        timed(fault.title(), moment, blow::fall);
    }

    /** Stops the job with a savepoint, lets it go on from there elsewhere, and waits until answers come again. */
    void moveTo(Deployment next) throws Exception {
        timed("savepoint,", deployment + " to " + next, () -> {
            String savepoint = site.flink().stop(job);
            deployment = next;
            job = submit(SavepointRestoreSettings.forPath(savepoint, false));
        });
    }

    /** Returns when a prompt of that number or a later one is answered. */
    void awaitAnswered(long prompt) throws IOException, InterruptedException {
        await("prompt " + prompt + " must be answered", () -> reading.newest() >= prompt);
    }

    /** Returns when a chunk by this model answers a prompt of that number or a later one. */
    void awaitAnswered(long prompt, OracleModel model) throws IOException, InterruptedException {
        await(
                model + " must answer prompt " + prompt + " or a later one",
                () -> reading.newest() >= prompt && reading.recording().newest(model.fingerprint()) >= prompt);
    }

    /** Returns when so many prompts are handed over. */
    void awaitSent(long prompts) throws IOException, InterruptedException {
        await("prompt " + prompts + " must be sent", () -> load.sent() >= prompts);
    }

    /** Ends the load now and returns what came out. */
    Outcome stop() throws Exception {
        load.stop();
        return conclude(SILENCE);
    }

    /** Waits for the end of the load and returns what came out. */
    Outcome finish() throws Exception {
        return finishWithin(SILENCE);
    }

    /** As {@link #finish}; what does not come within {@code silence} after the last answer is taken for lost. */
    Outcome finishWithin(Duration silence) throws Exception {
        load.await();
        return conclude(silence);
    }

    @Override
    public void close() throws Exception {
        load.close();
        reading.close();
        site.flink().cancel(job);
    }

    /** Something that takes the site from one state into another. */
    private interface Event {
        void happen() throws Exception;
    }

    private void timed(String what, String moment, Event event) throws Exception {
        long start = System.nanoTime();
        long prompt = load.sent();
        reading.watch(prompt);
        event.happen();
        await("answers must come again after " + what + " " + moment, () -> reading.watchedNanos() != 0);
        struck.add(new Struck(what, moment, prompt, (reading.watchedNanos() - start) / 1e9));
        say.accept("  " + struck.get(struck.size() - 1));
    }

    private JobID submit(SavepointRestoreSettings from) throws Exception {
        return site.flink().submit(variant.with(options), deployment.parallelism(), deployment.backend(), from);
    }

    private Outcome conclude(Duration silence) throws Exception {
        Recording recording = reading.recording();
        long end = System.nanoTime();
        while (!judge.isComplete(recording)
                && System.nanoTime() - Math.max(recording.lastNanos(), end) < silence.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        TimeUnit.MILLISECONDS.sleep(AFTERMATH.toMillis());
        return new Outcome(
                judge.prompts(), judge.verdict(recording), recording, List.copyOf(struck), List.copyOf(ended));
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
        for (String process : site.flink().restartEnded()) {
            ended.add(process + " ended by itself and was started again");
            say.accept("  " + ended.get(ended.size() - 1));
        }
    }

    /**
     * What came out.
     *
     * @param prompts sent
     * @param struck what happened on the way
     * @param ended processes that ended by themselves, a line each
     */
    record Outcome(long prompts, Verdict verdict, Recording recording, List<Struck> struck, List<String> ended) {}
}
