package io.rivulet.core.cli;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleReader;
import io.rivulet.core.data.IdxImages;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.ContactSheet;
import io.rivulet.core.evaluation.Interval;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.BoundEstimate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on images. */
@Command(
        name = "evaluate",
        description =
                "Prints the bound of images that the model has not seen, in nats per image with its 95 %% bootstrap"
                        + " interval: of the whole image, and of its lower half given the upper. With --sheet it also draws"
                        + " unselected completions. Needs a bundle that holds the encoder.",
        showDefaultValues = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Folder or zip of the model.")
    private Path bundle = Path.of("");

    @Option(
            names = "--images",
            paramLabel = "FILE",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "IDX images, plain or gzipped.")
    private Path images = Path.of("");

    @Option(names = "--first", paramLabel = "N", defaultValue = "5000", description = "Only the first N images.")
    private int first;

    @Option(
            names = "--samples",
            paramLabel = "K",
            defaultValue = "1",
            description = "Draws an image: 1 gives the evidence bound, more the importance-weighted bound.")
    private int samples;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Of the draws.")
    private long seed;

    @Option(names = "--sheet", paramLabel = "PNG", description = "Where to draw the completions.")
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
        Bundle model = BundleReader.read(bundle);
        Sequences all =
                Sequences.binarised(IdxImages.read(images), model.config().frame());
        Sequences sequences = all.first(first);
        int half = sequences.steps() / 2;
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.printf("%d images, %d draws each, fingerprint %s%n", sequences.count(), samples, model.fingerprint());
        bound(out, "whole image", model, sequences, 0);
        bound(out, "lower half given the upper", model, sequences, half);
        if (sheet != null) {
            Generator generator = new Generator(model, Kernels.best());
            new ContactSheet(generator, sequences, columns, half).write(blocks, sheet);
            out.printf("completions of the first %d images: %s%n", Math.min(columns, sequences.count()), sheet);
        }
        out.flush();
        return 0;
    }

    private void bound(PrintWriter out, String what, Bundle model, Sequences sequences, int cut) {
        BoundEstimate estimate = BoundEstimate.of(model, sequences, cut, samples, seed);
        Interval nats = Interval.of(estimate.nats(), seed);
        out.printf(
                Locale.ROOT,
                "%-28s %.2f nats per image [%.2f, %.2f]  (reconstruction %.2f, divergence %.2f)%n",
                what,
                nats.mean(),
                nats.low(),
                nats.high(),
                Arrays.stream(estimate.reconstruction()).average().orElseThrow(),
                Arrays.stream(estimate.divergence()).average().orElseThrow());
        out.flush();
    }
}
