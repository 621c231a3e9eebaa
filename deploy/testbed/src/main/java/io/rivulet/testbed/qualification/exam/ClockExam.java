package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.fault.ClockJump;
import io.rivulet.testbed.qualification.fault.Fault;
import io.rivulet.testbed.qualification.system.ClusterSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The clocks of the workers jump by an hour, both ways, by libfaketime. */
final class ClockExam implements Exam {
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        if (!Files.exists(LIBRARY)) {
            return ExamResult.notTaken(
                    "clocks are moved by libfaketime, " + LIBRARY + " is not there (Debian: libfaketime)");
        }
        Path file = environment.conditions().folder().resolve("clock");
        ClockJump.write(file, Duration.ZERO);
        List<Fault> jumps = List.of(
                new ClockJump(file, HOUR),
                new ClockJump(file, Duration.ZERO),
                new ClockJump(file, HOUR.negated()),
                new ClockJump(file, Duration.ZERO));
        return new FaultExam(name(), new ClusterSettings(new Configuration(), variables(file)), jumps)
                .take(environment);
    }

    private static Map<String, String> variables(Path file) {
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // Seconds until it looks at the file again; looking at each call makes a JVM many times slower.
                "FAKETIME_CACHE_DURATION",
                "1",
                // What measures durations does not jump, as with a real clock.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                // Its remedy for some versions of glibc makes a JVM's timed waits end at once here.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
