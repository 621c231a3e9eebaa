package io.rivulet.core.report;

/**
 * How much a report spends.
 *
 * @param name of the size
 * @param share of each candidate's full training seconds
 * @param trial share of those for each learning rate to be tried; 0 for no trials
 * @param testSequences held-out sequences for bounds
 * @param draws of the posterior for each, for the importance-weighted bound
 * @param samples images drawn, and completed, to be judged
 * @param warmUp seconds of running without getting faster, before a time is taken
 * @param timings runs of which the median time is taken
 * @param reports points of a learning curve
 */
public record Scale(
        String name,
        double share,
        double trial,
        int testSequences,
        int draws,
        int samples,
        double warmUp,
        int timings,
        int reports) {

    /** Ends within ten minutes: shows that everything works, and little about the models. */
    public static final Scale QUICK = new Scale("quick", 0.006, 0, 64, 4, 64, 0.5, 3, 4);

    /** The figures that count. Hours. */
    public static final Scale FULL = new Scale("full", 1, 0.05, 1000, 50, 2000, 2, 15, 24);

    public Scale {
        if (!(share > 0 && share <= 1)
                || !(trial >= 0 && trial <= 1)
                || testSequences < 1
                || draws < 1
                || samples < 64
                || !(warmUp >= 0)
                || timings < 1
                || reports < 1) {
            throw new IllegalArgumentException(
                    "a report trains and tries for shares up to 1, draws at least once, and judges 64"
                            + " images or more, got " + share + ", " + draws + " and " + samples);
        }
    }
}
