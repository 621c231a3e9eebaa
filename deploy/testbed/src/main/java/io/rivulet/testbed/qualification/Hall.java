package io.rivulet.testbed.qualification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where exams are taken: a site at a time, opened when one is needed and kept for the next exam that wants the same. */
final class Hall implements AutoCloseable {
    private final Qualification.Plan plan;
    private final Consumer<String> say;
    private final SplittableRandom random;
    private @Nullable Site site;
    private @Nullable SitePlan sitePlan;
    private int sites;
    private long mostPrompts;

    Hall(Qualification.Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
        this.random = new SplittableRandom(plan.seed());
    }

    /** Faults of each kind. */
    int faults() {
        return plan.faults();
    }

    /** How long the soak lasts. */
    Duration soak() {
        return plan.soak();
    }

    /** Of everything that exams leave lying. */
    Path folder() {
        return plan.folder();
    }

    /** Decides when and where faults strike. */
    SplittableRandom random() {
        return random;
    }

    void say(String line) {
        say.accept(line);
    }

    /** The most prompts of any trial so far. */
    long mostPrompts() {
        return mostPrompts;
    }

    /** A site as the plan has it. */
    Site site(SitePlan wanted) throws Exception {
        Site open = site;
        if (open != null && wanted.equals(sitePlan)) {
            return open;
        }
        leave();
        Path folder = plan.folder();
        Site opened = Site.open(wanted, folder, folder.resolve("logs").resolve("site-" + sites++));
        site = opened;
        sitePlan = wanted;
        return opened;
    }

    /** Gives the site up, if there is one; the next exam gets another. */
    void leave() throws Exception {
        Site open = site;
        site = null;
        if (open != null) {
            open.close();
        }
    }

    /** A trial at the usual load. */
    Trial trial(Site at, Variant variant, String name) throws Exception {
        return trial(at, variant, name, Deployment.USUAL);
    }

    /** A trial at the usual load, elsewhere. */
    Trial trial(Site at, Variant variant, String name, Deployment deployment) throws Exception {
        return trial(at, variant, name, deployment, Trial.PROMPTS_PER_SECOND, Long.MAX_VALUE);
    }

    /** A trial at the usual rate with long answers at times, and a judge of its own. */
    Trial longTrial(Site at, Variant variant, String name, Judge judge) throws Exception {
        Script script = script(at).withLongRuns();
        return new Trial(
                at, variant, name, Deployment.USUAL, judge, script, Trial.PROMPTS_PER_SECOND, Long.MAX_VALUE, say);
    }

    /** A trial of so many prompts. */
    Trial trial(Site at, Variant variant, String name, double perSecond, long prompts) throws Exception {
        return trial(at, variant, name, Deployment.USUAL, perSecond, prompts);
    }

    /** The prompts of every trial; some have long ones among them. */
    Script script(Site at) {
        return new Script(plan.seed(), at.bundle().config().frame());
    }

    /** Counts a trial that the undisturbed run is to be compared with. */
    Trial.Outcome counted(Trial.Outcome outcome) {
        mostPrompts = Math.max(mostPrompts, outcome.prompts());
        return outcome;
    }

    private Trial trial(Site at, Variant variant, String name, Deployment deployment, double perSecond, long prompts)
            throws Exception {
        Judge oracle = new Oracle(at.bundle(), PromptPlaces.ofTrial());
        return new Trial(at, variant, name, deployment, oracle, script(at), perSecond, prompts, say);
    }

    @Override
    public void close() throws Exception {
        leave();
    }
}
