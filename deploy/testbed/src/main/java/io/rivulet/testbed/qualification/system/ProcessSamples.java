package io.rivulet.testbed.qualification.system;

import io.rivulet.testbed.cluster.Jcmd;
import io.rivulet.testbed.cluster.JvmHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM's process holds, sampled over its life: its heap after a collection, its memory beside the heap, and open
 * files. The whole of its memory would not do, because a heap takes what it may have before it collects.
 */
public final class ProcessSamples {
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;
    /** The first line of a mapping in {@code smaps}: from, to, rights. */
    private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-\\p{XDigit}+ ");

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double LEAST_SEEN = 0.9;
    private static final double NOISE_SHARE = 20;
    private static final double NOISE_MEBIBYTES = 16;
    private static final double NOISE_FILES = 8;

    private final String name;
    private final Jcmd jcmd;
    private final Path process;
    private final List<Sample> samples = new ArrayList<>();
    private double firstAsked = Double.NaN;
    private double lastAsked = Double.NaN;

    /** Of the process with this id; none are taken yet. */
    public ProcessSamples(String name, long id) {
        this.name = name;
        this.jcmd = new Jcmd(id);
        this.process = Path.of("/proc", Long.toString(id));
    }

    /** At a time in seconds, in mebibytes and files. */
    record Sample(double seconds, double heap, double beside, double files) {}

    /** Takes a sample; false if the process does not answer, as one that has ended or has only just begun. */
    public boolean take(double seconds) throws InterruptedException {
        asked(seconds);
        try {
            JvmHeap heap = jcmd.collected();
            add(new Sample(seconds, heap.used() / BYTES_PER_MEBIBYTE, besideMebibytes(heap), files()));
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    void add(Sample sample) {
        asked(sample.seconds());
        samples.add(sample);
    }

    private void asked(double seconds) {
        firstAsked = Double.isNaN(firstAsked) ? seconds : firstAsked;
        lastAsked = seconds;
    }

    /** Seconds between the first time that it was asked and the last, answered or not. */
    public double life() {
        return lastAsked - firstAsked;
    }

    /** Whether its samples leave out more than a tenth of its life, in which it may have grown unseen. */
    public boolean silent() {
        return seconds() < LEAST_SEEN * life();
    }

    /** Seconds between the first sample and the last. */
    double seconds() {
        return samples.isEmpty()
                ? 0
                : samples.get(samples.size() - 1).seconds() - samples.get(0).seconds();
    }

    /** Whether anything grew in the second half by more than a twentieth of what it was, and some noise. */
    public boolean grows() {
        return grows(Sample::heap, NOISE_MEBIBYTES)
                || grows(Sample::beside, NOISE_MEBIBYTES)
                || grows(Sample::files, NOISE_FILES);
    }

    private boolean grows(ToDoubleFunction<Sample> what, double noise) {
        double hours = seconds() / 2 / SECONDS_PER_HOUR;
        return hourly(what) * hours > what.applyAsDouble(middle()) / NOISE_SHARE + noise;
    }

    @Override
    public String toString() {
        if (samples.isEmpty()) {
            return String.format(Locale.ROOT, "%s, asked for %.0f s: no answer", name, life());
        }
        return String.format(
                Locale.ROOT,
                "%s, seen for %.0f of %.0f s: %s; %s; %s",
                name,
                seconds(),
                life(),
                described("heap", " MiB", Sample::heap),
                described("memory beside it", " MiB", Sample::beside),
                described("open files", "", Sample::files));
    }

    private String described(String title, String unit, ToDoubleFunction<Sample> what) {
        return String.format(
                Locale.ROOT,
                "%s %.0f%s half way, %.0f at the end, %+.1f an hour",
                title,
                what.applyAsDouble(middle()),
                unit,
                what.applyAsDouble(samples.get(samples.size() - 1)),
                hourly(what));
    }

    private Sample middle() {
        return samples.get(samples.size() / 2);
    }

    /** Growth an hour in the second half of the samples. */
    private double hourly(ToDoubleFunction<Sample> what) {
        return slope(samples.subList(samples.size() / 2, samples.size()), what) * SECONDS_PER_HOUR;
    }

    /** The least squares' slope over seconds. */
    static double slope(List<Sample> samples, ToDoubleFunction<Sample> what) {
        double n = samples.size();
        double meanX = samples.stream().mapToDouble(Sample::seconds).sum() / n;
        double meanY = samples.stream().mapToDouble(what).sum() / n;
        double square = 0;
        double product = 0;
        for (Sample sample : samples) {
            double x = sample.seconds() - meanX;
            square += x * x;
            product += x * (what.applyAsDouble(sample) - meanY);
        }
        return square == 0 ? 0 : product / square;
    }

    private double files() throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.count();
        }
    }

    /** Anonymous memory that is not the heap's: what native code, threads and the JVM itself hold. */
    private double besideMebibytes(JvmHeap heap) throws IOException {
        long kibibytes = 0;
        boolean beside = true;
        for (String line : Files.readAllLines(process.resolve("smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.lookingAt()) {
                beside = !heap.holds(Long.parseUnsignedLong(mapping.group(1), 16));
            } else if (beside && line.startsWith("Anonymous:")) {
                kibibytes += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return kibibytes / KIBIBYTES_PER_MEBIBYTE;
    }
}
