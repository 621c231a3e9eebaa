package io.rivulet.core.cli;

import io.rivulet.core.bundle.BundleWriter;
import io.rivulet.core.bundle.Provenance;
import io.rivulet.core.data.IdxImages;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Emission;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on binary images. */
@Command(
        name = "train",
        description = "Trains a model on the images of an IDX file (MNIST's format), binarised at one half and read row"
                + " by row, and writes its bundle. The same options on the same images give the same weights, whatever"
                + " the number of threads; with --checkpoint an interrupted training goes on where it was.",
        showDefaultValues = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--images",
            paramLabel = "FILE",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Images to train on: IDX, plain or gzipped.")
    private Path images = Path.of("");

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "Images never trained on; the bound of the first 512 is tracked.")
    private @Nullable Path heldOut;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Folder for the bundle.")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "model", description = "What the model is called.")
    private String name = "";

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
            defaultValue = "0.3",
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

    @Option(names = "--frame", paramLabel = "F", defaultValue = "28", description = "Pixels a step.")
    private int frame;

    @Option(names = "--latent", paramLabel = "D", defaultValue = "16", description = "Latents a step.")
    private int latent;

    @Option(names = "--width", paramLabel = "H", defaultValue = "64", description = "Width of the layers.")
    private int width;

    @Option(names = "--states", paramLabel = "P", defaultValue = "64", description = "Complex states a layer.")
    private int states;

    @Option(names = "--decoder", paramLabel = "L", defaultValue = "4", description = "Layers of the decoder.")
    private int decoder;

    @Option(names = "--encoder", paramLabel = "L", defaultValue = "3", description = "Layers of the encoder.")
    private int encoder;

    @Option(names = "--flow", paramLabel = "L", defaultValue = "2", description = "Layers of the posterior's flow.")
    private int flow;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "64",
            description = "Hidden units of the head inside the frame; 0: pixels of a frame are independent.")
    private int hidden;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Emission emission = hidden == 0 ? new Bernoulli() : new AutoregressiveBernoulli(hidden);
        ModelConfig config = new ModelConfig(name, frame, latent, width, states, decoder, encoder, flow, emission);
        TrainingPlan plan = new TrainingPlan(new VariationalTraining(config, 0), steps, batch, rate, rise, whole, seed);
        Sequences data = Sequences.binarised(IdxImages.read(images), frame);
        Sequences unseen = heldOut == null
                ? null
                : Sequences.binarised(IdxImages.read(heldOut), frame).first(512);
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        print.printf("%d sequences of %d steps of %d symbols%n", data.count(), data.steps(), data.frame());
        try (Trainer trainer = new Trainer(plan, data, unseen, threads)) {
            Weights weights = trainer.run(checkpoint, report, progress -> say(print, progress));
            List<String> arguments = spec.commandLine().getParseResult().originalArgs();
            Provenance provenance =
                    new Provenance(licence, TrainingRecord.of(plan, "rivulet " + named(arguments), trainer.curve()));
            String fingerprint =
                    BundleWriter.write(out, config, weights, provenance).fingerprint();
            print.printf("wrote %s, fingerprint %s%n", out, fingerprint);
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
                "step %d  %.0f s  reconstruction %.2f  divergence %.2f  gradient %.3f  held-out %.2f  %.1f steps/s  %.0f s"
                        + " left%n",
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
