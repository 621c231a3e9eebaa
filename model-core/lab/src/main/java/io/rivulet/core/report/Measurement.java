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

    private final Exhibit exhibit;
    private final Scale scale;
    private final long seed;
    private final @Nullable SampleJudge judge;

    public Measurement(Exhibit exhibit, Scale scale, long seed) {
        this.exhibit = exhibit;
        this.scale = scale;
        this.seed = seed;
        Gallery gallery = exhibit.gallery();
        judge = gallery == null
                ? null
                : new SampleJudge(
                        gallery.classifier(), Images.of(exhibit.test(), gallery.form()), gallery.labels(), seed);
    }

    /** @param pictures where the sheets of samples go */
    Scorecard of(Trained trained, Path pictures) throws IOException {
        Contestant contestant = trained.contestant();
        Trainable model = contestant.model();
        boolean exact = model instanceof Autoregressive;
        Bounds bounds = bound(model, trained.weights(), 0, exact ? 0 : scale.draws());
        return new Scorecard(
                contestant.name(),
                exhibit.name(),
                exact,
                trained.parameters(),
                trained.seconds(),
                trained.plan().steps(),
                bounds.bound(),
                bounds.profile(),
                generations(model, trained.weights(), contestant.slug(), pictures),
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
        Sequences test = exhibit.test().first(scale.testSequences());
        Parameters parameters = Parameters.of(model.tensors(), weights);
        Objective objective = model.objective(Kernels.best(), parameters, test.steps());
        objective.refresh();
        BoundEstimate estimate = BoundEstimate.of(objective, model.shard(), test, cut, Math.max(1, draws), seed);
        double[] inUnit = Arrays.stream(estimate.nats()).map(exhibit::inUnit).toArray();
        return new Bounds(
                new HeldOutBound(exhibit.unit(), Interval.of(inUnit, seed), draws, test.count()),
                StepProfile.of(estimate.reconstruction(), estimate.divergence()));
    }

    /** What the model generates, in every way that it can; sheets of samples go to {@code pictures}. */
    public List<Generation> generations(Trainable model, Weights weights, String name, Path pictures)
            throws IOException {
        List<Generation> generations = new ArrayList<>();
        for (Sampler sampler : Samplers.of(exhibit, model, weights)) {
            generations.add(generation(sampler, pictures.resolve(exhibit.sheet(name, sampler.how()))));
        }
        return generations;
    }

    private Generation generation(Sampler sampler, Path sheet) throws IOException {
        int size = exhibit.length();
        int count = scale.samples();
        float[] drawn = new float[count * size];
        sampler.complete(drawn, count, 0, TOGETHER, seed);
        Gallery gallery = exhibit.gallery();
        SampleQuality samples = null;
        CompletionQuality completions = null;
        if (gallery != null && judge != null) {
            Images images = new Images(gallery.form(), drawn);
            samples = judge.samples(images);
            completions = completions(sampler, gallery, judge);
            SampleSheet.write(images.first(SHEET_COLUMNS * 4), SHEET_COLUMNS, sheet);
        }
        String how = sampler.how();
        if (exhibit.words() != null) {
            how += String.format(
                    Locale.ROOT, ", %.0f %% valid words", 100 * exhibit.words().valid(drawn, size));
        }
        return new Generation(how, sampler.block(), samples, completions, null);
    }

    /** The lower half of the first test images, given the upper. */
    private CompletionQuality completions(Sampler sampler, Gallery gallery, SampleJudge judging) {
        int count = Math.min(scale.samples(), exhibit.test().count());
        int observed = exhibit.test().steps() / 2 * exhibit.test().frame();
        List<Images> twice = new ArrayList<>();
        for (int draw = 0; draw < 2; draw++) {
            float[] pixels = Images.of(exhibit.test().first(count), gallery.form())
                    .pixels()
                    .clone();
            sampler.complete(pixels, count, observed, TOGETHER, seed + 1 + draw);
            twice.add(new Images(gallery.form(), pixels));
        }
        return judging.completions(twice.get(0), twice.get(1), observed);
    }
}
