package io.rivulet.core.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a pass goes, method by method of ours, by the flight recorder's samples of this thread. */
record ProfileTable(PrintStream out) {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final Duration TIME = Duration.ofSeconds(8);
    /** Methods with less of the time are counted together. */
    private static final double LEAST = 0.01;

    void print() throws IOException {
        PassBenchmark pass = new PassBenchmark();
        pass.width = 256;
        pass.batch = 1;
        pass.steps = 1024;
        pass.prepare();
        print("The emitting pass of 4 layers, width 256, 1,024 steps", pass::block);
        print("A digit of the model that ships, alone", ShippedDigits.generating(1));
        print("64 digits of the model that ships, at once", ShippedDigits.generating(64));
    }

    private void print(String what, Runnable operation) throws IOException {
        Map<String, Integer> samples = samples(operation);
        double all = samples.values().stream().mapToInt(Integer::intValue).sum();
        out.printf(Locale.ROOT, "%n%s: %.0f samples%n", what, all);
        double rest = 0;
        List<Map.Entry<String, Integer>> methods = new ArrayList<>(samples.entrySet());
        methods.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
        for (Map.Entry<String, Integer> method : methods) {
            double share = method.getValue() / all;
            if (share >= LEAST) {
                out.printf(Locale.ROOT, "%6.1f %%  %s%n", 100 * share, method.getKey());
            } else {
                rest += share;
            }
        }
        out.printf(Locale.ROOT, "%6.1f %%  all else%n", 100 * rest);
    }

    private static Map<String, Integer> samples(Runnable operation) throws IOException {
        Warmth.up(operation);
        Path file = Files.createTempFile("rivulet-profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            long end = System.nanoTime() + TIME.toNanos();
            while (System.nanoTime() < end) {
                operation.run();
            }
            recording.stop();
            recording.dump(file);
            return count(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, Integer> count(Path file) throws IOException {
        Map<String, Integer> samples = new HashMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            boolean ours = event.getEventType().getName().equals(SAMPLE)
                    && event.getThread("sampledThread").getJavaThreadId()
                            == Thread.currentThread().getId();
            if (ours) {
                samples.merge(method(event), 1, Integer::sum);
            }
        }
        return samples;
    }

    /** The innermost method of ours: what the compiler made of vectors has frames of the JDK's above it. */
    private static String method(RecordedEvent event) {
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith("io.rivulet.")) {
                return type.substring(type.lastIndexOf('.') + 1) + "."
                        + frame.getMethod().getName();
            }
        }
        return "elsewhere";
    }
}
