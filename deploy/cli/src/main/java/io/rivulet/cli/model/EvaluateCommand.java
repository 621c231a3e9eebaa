package io.rivulet.cli.model;

import io.rivulet.cli.option.ModelOption;
import io.rivulet.cli.option.UsageError;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.ContactSheet;
import io.rivulet.core.evaluation.Interval;
import io.rivulet.core.evaluation.ScoreTable;
import io.rivulet.core.evaluation.Scorecard;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.report.Comparison;
import io.rivulet.core.report.Measurement;
import io.rivulet.core.report.Scale;
import io.rivulet.core.report.Stopwatch;
import io.rivulet.core.training.VariationalTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on images. */
@Command(
        name = "evaluate",
        header = "Measure a model on held-out data.",
        description =
                "Measures a model on images that it has not seen, with 95 %% bootstrap intervals: the bound of whole"
                        + " images and of lower halves given the upper; with --samples also what it generates, in"
                        + " blocks of 1, 2, 4, .. frames, judged on the features of a small classifier: Fréchet"
                        + " distance, confidence, completions, and the time of an image. Needs a bundle that holds"
                        + " the encoder.",
        showDefaultValues = true,
        sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final TestOptions test = new TestOptions();

    @Option(names = "--first", paramLabel = "N", defaultValue = "5000", description = "Only the first N images.")
    private int first;

    @Option(
            names = "--draws",
            paramLabel = "K",
            defaultValue = "1",
            description = "Draws an image: 1 gives the evidence bound, more the importance-weighted bound.")
    private int draws;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "0",
            description = "Images to generate and to complete in each way; 0: only bounds.")
    private int samples;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Of the draws.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write all figures.")
    private @Nullable Path json;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            defaultValue = "target/pictures",
            description = "For sheets of samples.")
    private Path pictures = Path.of("");

    @Option(names = "--sheet", paramLabel = "PNG", description = "Where to draw completions of the first images.")
    private @Nullable Path sheet;

    @Option(names = "--columns", paramLabel = "N", defaultValue = "20", description = "Images on the sheet.")
    private int columns;

    @Option(
            names = "--blocks",
            paramLabel = "STEPS",
            split = ",",
            defaultValue = "1,1,2,2,14,14",
            description = "Block lengths of the sheet's rows.")
    private List<Integer> blocks = List.of();

    @Override
    public Integer call() throws IOException {
        require(first >= 1, "--first must be 1 or more, got " + first + "; leave it out for 5000");
        require(draws >= 1, "--draws must be 1 or more, got " + draws + "; leave it out for 1");
        require(samples >= 0, "--samples must be 0 or more, got " + samples + "; leave it out for bounds alone");
        Bundle bundle = model.bundle();
        Comparison comparison = test.comparison(bundle.config(), first, samples > 0);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d images, %d draws each, fingerprint %s%n",
                comparison.test().count(),
                draws,
                bundle.fingerprint());
        Scale scale = new Scale("evaluation", 1, 0, comparison.test().count(), draws, Math.max(64, samples), 2, 9, 1);
        Measurement measurement = new Measurement(comparison, scale, seed);
        VariationalTraining training = new VariationalTraining(bundle.config(), 0);
        Measurement.Bounds whole = measurement.bound(training, bundle.weights(), 0, draws);
        say(out, "whole image", whole);
        int half = comparison.test().steps() / 2;
        say(out, "lower half given the upper", measurement.bound(training, bundle.weights(), half, draws));
        Scorecard card = new Scorecard(
                bundle.config().name(),
                comparison.name(),
                false,
                training.tensors().stream().mapToLong(tensor -> tensor.size()).sum(),
                0,
                0,
                whole.bound(),
                whole.profile(),
                List.of(),
                List.of("training: see the bundle's own record"));
        if (samples > 0) {
            Files.createDirectories(pictures);
            var generations = measurement.generations(
                    training, bundle.weights(), bundle.config().name(), pictures);
            card = card.with(new Stopwatch(comparison, scale, seed).timed(generations, training, bundle.weights()));
            out.println();
            out.print(ScoreTable.markdown(List.of(card)));
        }
        if (json != null) {
            card.write(json);
        }
        if (sheet != null) {
            Sequences sequences = comparison.test();
            new ContactSheet(new Generator(bundle, Kernels.best()), sequences, columns, half).write(blocks, sheet);
            out.printf(
                    Locale.ROOT,
                    "completions of the first %d images: %s%n",
                    Math.min(columns, sequences.count()),
                    sheet);
        }
        out.flush();
        return 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new UsageError(message);
        }
    }

    private static void say(PrintWriter out, String what, Measurement.Bounds bounds) {
        Interval value = bounds.bound().value();
        out.printf(
                Locale.ROOT,
                "%-28s %.3f %s [%.3f, %.3f]%n",
                what,
                value.mean(),
                bounds.bound().unit().label(),
                value.low(),
                value.high());
        row(out, "  reconstruction, by step", bounds.profile().reconstruction());
        row(out, "  divergence, by step", bounds.profile().divergence());
        out.flush();
    }

    private static void row(PrintWriter out, String name, List<Double> nats) {
        out.printf(
                Locale.ROOT,
                "%-28s %.2f nats:%s%n",
                name,
                nats.stream().mapToDouble(Double::doubleValue).sum(),
                nats.stream()
                        .map(value -> String.format(Locale.ROOT, " %.2f", value))
                        .collect(Collectors.joining()));
    }
}
