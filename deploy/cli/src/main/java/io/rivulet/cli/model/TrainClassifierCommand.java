package io.rivulet.cli.model;

import io.rivulet.core.classifier.Classifier;
import io.rivulet.core.classifier.ClassifierFiles;
import io.rivulet.core.classifier.ClassifierPlan;
import io.rivulet.core.classifier.ClassifierRecord;
import io.rivulet.core.classifier.ClassifierShape;
import io.rivulet.core.classifier.ClassifierTraining;
import io.rivulet.core.data.CifarImages;
import io.rivulet.core.data.IdxImages;
import io.rivulet.core.data.IdxLabels;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.Images;
import io.rivulet.core.evaluation.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the classifiers that ship, on one thread; the same options on the same files give the same bytes. */
@Command(name = "train-classifier", header = "Train a classifier whose features judge generated images.")
public final class TrainClassifierCommand {
    private static final long RESAMPLING = 0;

    @Spec
    private @Nullable CommandSpec spec;

    /** Images and what is on them. */
    private record Labelled(Sequences images, int[] labels) {}

    /** Of digits: IDX files, binarised at one half. */
    @Command(name = "digits", header = "From IDX files, binarised at one half.")
    int digits(
            @Option(names = "--images", required = true) Path images,
            @Option(names = "--labels", required = true) Path labels,
            @Option(names = "--test-images", required = true) Path testImages,
            @Option(names = "--test-labels", required = true) Path testLabels,
            @Option(names = "--epochs", defaultValue = "8") int epochs,
            @Option(names = "--seed", defaultValue = "1") long seed,
            @Option(names = "--data", required = true, description = "What the data are, for the record.") String data,
            @Option(names = "--out", required = true) Path out)
            throws IOException {
        ClassifierPlan plan =
                plan(ClassifierShape.DIGITS, epochs, seed).shift(1).build();
        train("digit-features", plan, idx(images, labels), idx(testImages, testLabels), data, out);
        return 0;
    }

    /** Of colour images: CIFAR-10's binary files. */
    @Command(name = "colours", header = "From CIFAR-10's binary files.")
    int colours(
            @Option(names = "--images", required = true, split = ",") List<Path> images,
            @Option(names = "--test-images", required = true) Path testImages,
            @Option(names = "--epochs", defaultValue = "40") int epochs,
            @Option(names = "--seed", defaultValue = "1") long seed,
            @Option(names = "--data", required = true, description = "What the data are, for the record.") String data,
            @Option(names = "--out", required = true) Path out)
            throws IOException {
        ClassifierPlan plan = plan(ClassifierShape.COLOURS, epochs, seed)
                .shift(2)
                .mirror(true)
                .build();
        train("colour-features", plan, cifar(images.toArray(new Path[0])), cifar(testImages), data, out);
        return 0;
    }

    private static ClassifierPlan.Builder plan(ClassifierShape shape, int epochs, long seed) {
        return ClassifierPlan.of(shape).epochs(epochs).batch(64).rate(0.002).seed(seed);
    }

    private void train(String name, ClassifierPlan plan, Labelled training, Labelled test, String data, Path out)
            throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter print = line.getOut();
        Classifier classifier = new ClassifierTraining(plan).run(training.images(), training.labels(), epoch -> {
            print.printf(
                    Locale.ROOT,
                    "epoch %d of %d  processor %.0f s  loss %.4f  accuracy in training %.4f%n",
                    epoch.epoch(),
                    plan.epochs(),
                    cpuSeconds(),
                    epoch.loss(),
                    epoch.accuracy());
            print.flush();
        });
        double seconds = Math.round(10 * cpuSeconds()) / 10.0;
        Classifier.requireLabels(
                test.labels(), test.images().count(), plan.shape().classes());
        double[] hits = classifier
                .judge(Images.of(test.images(), plan.shape().images()))
                .hits(test.labels());
        Interval accuracy = Interval.of(hits, RESAMPLING);
        ClassifierRecord record = new ClassifierRecord(
                ClassifierRecord.FORMAT,
                name,
                "Apache-2.0",
                plan,
                command(line.getParseResult().originalArgs(), data),
                data,
                training.labels().length,
                seconds,
                hits.length,
                accuracy);
        ClassifierFiles.write(out, classifier, record);
        print.printf(Locale.ROOT, "%s: accuracy %.4f on %d test images%n", out, accuracy.mean(), hits.length);
        print.flush();
    }

    /** What was typed, without the words about the data, which stand on their own. */
    private static String command(List<String> arguments, String data) {
        List<String> kept = new ArrayList<>(arguments);
        kept.removeAll(List.of("--data", data, "--data=" + data));
        return "rivulet " + String.join(" ", kept);
    }

    /** Of the whole process so far: what training costs on a machine that others use, too. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private static Labelled idx(Path images, Path labels) throws IOException {
        IdxImages read = IdxImages.read(images);
        return new Labelled(
                Sequences.binarised(read, read.columns()),
                IdxLabels.read(labels).labels());
    }

    private static Labelled cifar(Path... files) throws IOException {
        CifarImages read = CifarImages.read(files);
        return new Labelled(Sequences.coloured(read, CifarImages.CHANNELS * CifarImages.SIDE), read.labels());
    }
}
