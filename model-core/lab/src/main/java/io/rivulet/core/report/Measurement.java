package io.rivulet.core.report;

import io.rivulet.core.baseline.Autoregressive;
import io.rivulet.core.classifier.SampleJudge;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.CompletionQuality;
import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.HeldOutBound;
import io.rivulet.core.evaluation.Images;
import io.rivulet.core.evaluation.Interval;
import io.rivulet.core.evaluation.SampleQuality;
import io.rivulet.core.evaluation.SampleSheet;
import io.rivulet.core.evaluation.Scorecard;
import io.rivulet.core.evaluation.StepProfile;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.BoundEstimate;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import io.rivulet.core.training.Trainable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything that a report says of one trained model but its times, which the {@link Stopwatch} takes. */
public final class Measurement {
    private static final int SHEET_COLUMNS = 16;
    /** Images side by side. */
    static final int TOGETHER = 64;

    private final Comparison comparison;
    private final Scale scale;
    private final long seed;
    private final @Nullable SampleJudge judge;

    public Measurement(Comparison comparison, Scale scale, long seed) {
        this.comparison = comparison;
        this.scale = scale;
        this.seed = seed;
        TestImages images = comparison.images();
        judge = images == null
                ? null
                : new SampleJudge(
                        images.classifier(), Images.of(comparison.test(), images.form()), images.labels(), seed);
    }

    /** @param pictures where the sheets of samples go */
    Scorecard of(Trained trained, Path pictures) throws IOException {
        Candidate candidate = trained.candidate();
        Trainable model = candidate.model();
        boolean exact = model instanceof Autoregressive;
        Bounds bounds = bound(model, trained.weights(), 0, exact ? 0 : scale.draws());
        return new Scorecard(
                candidate.name(),
                comparison.name(),
                exact,
                trained.parameters(),
                trained.seconds(),
                trained.plan().steps(),
                bounds.bound(),
                bounds.profile(),
                generations(model, trained.weights(), candidate.slug(), pictures),
                trained.notes());
    }

    /** A bound and its two parts, step by step. */
    public record Bounds(HeldOutBound bound, StepProfile profile) {}

    /**
     * Of the test sequences after their first {@code cut} steps.
     *
     * @param draws of the posterior; 0 where the likelihood is exact
     */
    public Bounds bound(Trainable model, Weights weights, int cut, int draws) {
        Sequences test = comparison.test().first(scale.testSequences());
        Parameters parameters = Parameters.of(model.tensors(), weights);
        Objective objective = model.objective(Kernels.best(), parameters, test.steps());
        objective.refresh();
        BoundEstimate estimate = BoundEstimate.of(objective, model.shard(), test, cut, Math.max(1, draws), seed);
        double[] inUnit = Arrays.stream(estimate.nats()).map(comparison::inUnit).toArray();
        return new Bounds(
                new HeldOutBound(comparison.unit(), Interval.of(inUnit, seed), draws, test.count()),
                StepProfile.of(estimate.reconstruction(), estimate.divergence()));
    }

    /** What the model generates, in every way that it can; sheets of samples go to {@code pictures}. */
    public List<Generation> generations(Trainable model, Weights weights, String name, Path pictures)
            throws IOException {
        List<Generation> generations = new ArrayList<>();
        for (Sampler sampler : Samplers.of(comparison, model, weights)) {
            generations.add(
                    generation(sampler, pictures.resolve(Comparison.sheet(comparison.name(), name, sampler.how()))));
        }
        return generations;
    }

    private Generation generation(Sampler sampler, Path sheet) throws IOException {
        int size = comparison.length();
        int count = scale.samples();
        float[] drawn = new float[count * size];
        sampler.complete(drawn, count, 0, TOGETHER, seed);
        TestImages images = comparison.images();
        SampleQuality samples = null;
        CompletionQuality completions = null;
        if (images != null && judge != null) {
            Images generated = new Images(images.form(), drawn);
            samples = judge.samples(generated);
            completions = completions(sampler, images, judge);
            SampleSheet.write(generated.first(SHEET_COLUMNS * 4), SHEET_COLUMNS, sheet);
        }
        String how = sampler.how();
        if (comparison.words() != null) {
            how += String.format(
                    Locale.ROOT,
                    ", %.0f %% valid words",
                    100 * comparison.words().valid(drawn, size));
        }
        return new Generation(how, sampler.block(), samples, completions, null);
    }

    /** The lower half of the first test images, given the upper. */
    private CompletionQuality completions(Sampler sampler, TestImages images, SampleJudge judging) {
        int count = Math.min(scale.samples(), comparison.test().count());
        int observed = comparison.test().steps() / 2 * comparison.test().frame();
        List<Images> twice = new ArrayList<>();
        for (int draw = 0; draw < 2; draw++) {
            float[] pixels = Images.of(comparison.test().first(count), images.form())
                    .pixels()
                    .clone();
            sampler.complete(pixels, count, observed, TOGETHER, seed + 1 + draw);
            twice.add(new Images(images.form(), pixels));
        }
        return judging.completions(twice.get(0), twice.get(1), observed);
    }
}
