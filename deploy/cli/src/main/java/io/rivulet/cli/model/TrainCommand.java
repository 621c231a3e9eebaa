package io.rivulet.cli.model;

import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;
import io.rivulet.core.training.Progress;
import io.rivulet.core.training.Trainer;
import io.rivulet.core.training.TrainingPlan;
import io.rivulet.core.training.TrainingRecord;
import io.rivulet.core.training.VariationalTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on images. */
@Command(
        name = "train",
        header = "Train a model.",
        description = "Trains a model on images, read row by row, and writes its bundle. The same options on the same"
                + " images give the same weights, whatever the number of threads; with --checkpoint an"
                + " interrupted training goes on where it was.",
        showDefaultValues = true,
        sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Folder for the bundle.")
    private Path out = Path.of("");

    @Option(names = "--licence", paramLabel = "SPDX", defaultValue = "Apache-2.0", description = "Of the weights.")
    private String licence = "";

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Written at every report; training goes on from it if it is there.")
    private @Nullable Path checkpoint;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "32000", description = "Updates of the weights.")
    private int steps;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "64", description = "Sequences an update.")
    private int batch;

    @Option(names = "--rate", paramLabel = "X", defaultValue = "0.003", description = "The highest learning rate.")
    private double rate;

    @Option(
            names = "--rise",
            paramLabel = "X",
            defaultValue = "0.15",
            description = "Share of the steps over which the divergence gains its full weight.")
    private double rise;

    @Option(
            names = "--whole",
            paramLabel = "X",
            defaultValue = "0.6",
            description = "Share of the sequences of which nothing is observed.")
    private double whole;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of all randomness.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            showDefaultValue = Visibility.NEVER,
            description = "Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--report", paramLabel = "N", defaultValue = "500", description = "Steps between two reports.")
    private int report;

    @Option(
            names = "--free",
            paramLabel = "NATS",
            defaultValue = "0",
            description = "Divergence a step that is not lowered any further: keeps the latents in use.")
    private double freeNats;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataOptions.TrainingData images = data.training();
        int frame = model.frame(images.row());
        ModelConfig config = model.config(data.law(images, frame), images.row());
        TrainingPlan plan = TrainingPlan.of(new VariationalTraining(config, freeNats))
                .steps(steps)
                .batch(batch)
                .learningRate(rate)
                .rise(rise)
                .wholeShare(whole)
                .seed(seed)
                .build();
        Sequences sequences = images.cut().apply(frame);
        Sequences unseen = data.heldOut(frame);
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%d sequences of %d steps of %d symbols%n",
                sequences.count(),
                sequences.steps(),
                sequences.frame());
        try (Trainer trainer = new Trainer(plan, sequences, unseen, threads)) {
            Weights weights = trainer.run(checkpoint, report, progress -> say(print, progress));
            List<String> arguments = spec.commandLine().getParseResult().originalArgs();
            Provenance provenance =
                    new Provenance(licence, TrainingRecord.of(plan, "rivulet " + named(arguments), trainer.curve()));
            Fingerprint fingerprint =
                    BundleWriter.write(out, config, weights, provenance).fingerprint();
            print.printf(Locale.ROOT, "wrote %s, fingerprint %s%n", out, fingerprint);
            print.flush();
        }
        return 0;
    }

    /** The options as given, of paths only the last name: where files were is nobody's business. */
    private static String named(List<String> arguments) {
        return String.join(
                " ",
                arguments.stream()
                        .map(argument -> argument.startsWith("-") || !argument.contains("/")
                                ? argument
                                : String.valueOf(Path.of(argument).getFileName()))
                        .toList());
    }

    private static void say(PrintWriter print, Progress p) {
        print.printf(
                Locale.ROOT,
                "step %d  processor %.0f s  reconstruction %.2f  divergence %.2f  gradient %.3f  held-out %.2f"
                        + "  %.1f steps/s  wall %.0f s left%n",
                p.step(),
                p.seconds(),
                p.reconstruction(),
                p.divergence(),
                p.gradientNorm(),
                p.heldOut(),
                p.stepsPerSecond(),
                p.secondsLeft());
        print.flush();
    }
}
