package io.rivulet.testbed.qualification.load;

/**
 * What is sent, and how fast.
 *
 * @param perSecond prompts; infinite for as fast as the broker takes them
 * @param most prompts, unless the load is stopped before
 */
public record LoadPlan(PromptSeries prompts, double perSecond, long most) {
    /** Low enough that a machine of two processors recovers under it. */
    public static final double USUAL_PER_SECOND = 30;

    public LoadPlan {
        if (!(perSecond > 0) || most < 1) {
            throw new IllegalArgumentException("a load sends a prompt or more at a rate above 0, got " + most
                    + " prompts at " + perSecond + " a second; leave both out for the usual load");
        }
    }

    /** At the usual rate until it is stopped. */
    public static LoadPlan endless(PromptSeries prompts) {
        return new LoadPlan(prompts, USUAL_PER_SECOND, Long.MAX_VALUE);
    }
}
