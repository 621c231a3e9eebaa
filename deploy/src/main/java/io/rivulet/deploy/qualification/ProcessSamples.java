package io.rivulet.deploy.qualification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process holds, as Linux tells, sampled over its life. */
final class ProcessSamples {
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double NOISE_SHARE = 20;
    private static final double NOISE_MEBIBYTES = 16;
    private static final double NOISE_HANDLES = 8;

    private final String name;
    private final Path process;
    private final List<double[]> samples = new ArrayList<>();

    ProcessSamples(String name, long id) {
        this.name = name;
        this.process = Path.of("/proc", Long.toString(id));
    }

    /** Takes a sample; false if the process has ended. */
    boolean take(double seconds) {
        try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
            samples.add(new double[] {seconds, residentMebibytes(), handles.count()});
            return true;
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    /** Seconds between the first sample and the last. */
    double seconds() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1)[0] - samples.get(0)[0];
    }

    /** Mebibytes an hour by which its memory grew in the second half of the samples, by least squares. */
    double memorySlope() {
        return slope(samples.subList(samples.size() / 2, samples.size()), 1) * SECONDS_PER_HOUR;
    }

    /** Open files an hour, in the second half. */
    double handleSlope() {
        return slope(samples.subList(samples.size() / 2, samples.size()), 2) * SECONDS_PER_HOUR;
    }

    /** Whether it grew in the second half by more than a twentieth of what it held, and some noise. */
    boolean grows() {
        double[] middle = samples.get(samples.size() / 2);
        double hours = seconds() / 2 / SECONDS_PER_HOUR;
        return memorySlope() * hours > middle[1] / NOISE_SHARE + NOISE_MEBIBYTES
                || handleSlope() * hours > middle[2] / NOISE_SHARE + NOISE_HANDLES;
    }

    @Override
    public String toString() {
        double[] middle = samples.get(samples.size() / 2);
        double[] last = samples.get(samples.size() - 1);
        return String.format(
                Locale.ROOT,
                "%s, %.0f s: resident %.0f MiB half way, %.0f at the end, %+.1f an hour; open files %.0f, %.0f, %+.1f",
                name,
                seconds(),
                middle[1],
                last[1],
                memorySlope(),
                middle[2],
                last[2],
                handleSlope());
    }

    /** The least squares' slope of {@code column} over the first one. */
    static double slope(List<double[]> samples, int column) {
        double n = samples.size();
        double meanX = samples.stream().mapToDouble(s -> s[0]).sum() / n;
        double meanY = samples.stream().mapToDouble(s -> s[column]).sum() / n;
        double square = 0;
        double product = 0;
        for (double[] sample : samples) {
            square += (sample[0] - meanX) * (sample[0] - meanX);
            product += (sample[0] - meanX) * (sample[column] - meanY);
        }
        return square == 0 ? 0 : product / square;
    }

    private double residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIBIBYTES_PER_MEBIBYTE;
            }
        }
        throw new IOException("a process that runs has memory, " + process + " tells of none");
    }
}
