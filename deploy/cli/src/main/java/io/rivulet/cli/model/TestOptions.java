package io.rivulet.cli.model;

import io.rivulet.cli.option.UsageError;
import io.rivulet.core.classifier.Classifier;
import io.rivulet.core.data.CifarImages;
import io.rivulet.core.data.IdxImages;
import io.rivulet.core.data.IdxLabels;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.report.Comparison;
import io.rivulet.core.report.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images a model is measured on. */
final class TestOptions {
    @Option(names = "--images", paramLabel = "FILE", description = "Grey IDX images, plain or gzipped.")
    private @Nullable Path images;

    @Option(names = "--labels", paramLabel = "FILE", description = "Their IDX labels, for the accuracy of completions.")
    private @Nullable Path labels;

    @Option(
            names = "--colours",
            paramLabel = "FILE",
            description = "Colour images in CIFAR-10's binary layout, plain or gzipped.")
    private @Nullable Path colours;

    /** The first {@code most} of them, in frames of the model's; {@code judged} where samples are. */
    Comparison comparison(ModelConfig config, int most, boolean judged) throws IOException {
        if (colours != null) {
            CifarImages read = CifarImages.read(colours);
            Sequences test = Sequences.coloured(read, config.frame()).first(most);
            return new Comparison(
                    "colours",
                    "",
                    test,
                    test,
                    BoundUnit.BITS_PER_DIMENSION,
                    new TestImages(
                            ImageForm.COLOURS, Arrays.copyOf(read.labels(), test.count()), Classifier.ofColours()),
                    null,
                    List.of());
        }
        if (images == null) {
            throw new UsageError("a model is measured on images, found none; name --images or --colours");
        }
        Sequences test =
                Sequences.binarised(IdxImages.read(images), config.frame()).first(most);
        if (labels == null && judged) {
            throw new UsageError("completions are judged by labels, found none; name --labels");
        }
        int[] known =
                labels == null ? new int[test.count()] : IdxLabels.read(labels).labels();
        return new Comparison(
                "digits",
                "",
                test,
                test,
                BoundUnit.NATS_PER_SEQUENCE,
                new TestImages(ImageForm.BINARY_DIGITS, Arrays.copyOf(known, test.count()), Classifier.ofDigits()),
                null,
                List.of());
    }
}
