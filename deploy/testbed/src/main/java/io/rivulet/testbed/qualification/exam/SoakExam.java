package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.cluster.JavaProcess;
import io.rivulet.testbed.qualification.fault.Fault;
import io.rivulet.testbed.qualification.fault.FaultTiming;
import io.rivulet.testbed.qualification.fault.Kill;
import io.rivulet.testbed.qualification.fault.Pause;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import io.rivulet.testbed.qualification.system.ProcessSamples;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Load for long, a fault every minute, and what the processes hold as time goes by. */
final class SoakExam implements Exam {
    private static final Duration FAULTS = Duration.ofMinutes(1);
    private static final Duration SAMPLES = Duration.ofSeconds(15);
    /** What lived for less says nothing about growth. */
    private static final double SHARE_OF_LIFE = 0.5;

    /** Processes that are killed start anew; those that are only disturbed can grow. */
    private static final List<Fault> KINDS =
            List.of(Kill.WORKER_BUT_THE_LAST, Pause.BROKER, Kill.WORKER_BUT_THE_LAST, Pause.LEADER, Pause.WORKER);

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        long start = System.nanoTime();
        Duration length = environment.conditions().soak();
        ClusterUnderTest cluster = environment.cluster();
        Map<Long, ProcessSamples> samples = new LinkedHashMap<>();
        try (JobUnderLoad job = environment.start(cluster, environment.job(cluster, name()))) {
            job.awaitAnswered(FIRST_PROMPTS);
            long end = System.nanoTime() + length.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                long next = System.nanoTime() + FAULTS.toNanos();
                job.inject(KINDS.get(i % KINDS.size()), FaultTiming.ofFault(i), environment.random());
                do {
                    // Who was started just now cannot be asked yet.
                    Thread.sleep(SAMPLES.toMillis());
                    sample(cluster, samples, (System.nanoTime() - start) / 1e9);
                } while (System.nanoTime() < Math.min(next, end));
            }
            Outcome outcome = environment.counted(job.stop());
            return judged(ExamResult.of(outcome), old(samples, length));
        }
    }

    private static void sample(ClusterUnderTest cluster, Map<Long, ProcessSamples> samples, double seconds)
            throws InterruptedException {
        for (JavaProcess process : cluster.processes()) {
            samples.computeIfAbsent(process.id(), id -> new ProcessSamples(process.toString(), id))
                    .take(seconds);
        }
    }

    private static List<ProcessSamples> old(Map<Long, ProcessSamples> samples, Duration length) {
        return samples.values().stream()
                .filter(process -> process.life() >= SHARE_OF_LIFE * length.toSeconds())
                .toList();
    }

    private static ExamResult judged(ExamResult job, List<ProcessSamples> old) {
        ExamResult result =
                job.noting(old.stream().map(ProcessSamples::toString).toList());
        if (old.isEmpty()) {
            return result.breaking("a process must live through half of the soak, none did; soak for longer");
        }
        if (old.stream().anyMatch(ProcessSamples::silent)) {
            return result.breaking("a process must answer jcmd for nine tenths of its life, see above who did not;"
                    + " look into its log and give it a processor");
        }
        return old.stream().anyMatch(ProcessSamples::grows)
                ? result.breaking("what a process holds must not grow in the second half, see above")
                : result;
    }
}
