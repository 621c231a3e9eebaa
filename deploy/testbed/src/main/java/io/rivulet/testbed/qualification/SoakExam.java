package io.rivulet.testbed.qualification;

import io.rivulet.testbed.cluster.JavaProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Load for long, a fault every minute, and what the processes hold as time goes by. */
final class SoakExam implements Exam {
    private static final long BEFORE = 100;
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
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        Map<Long, ProcessSamples> samples = new LinkedHashMap<>();
        try (Trial trial = hall.trial(site, Variant.HONEST, name())) {
            trial.awaitAnswered(BEFORE);
            long end = System.nanoTime() + hall.soak().toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                long next = System.nanoTime() + FAULTS.toNanos();
                trial.strike(KINDS.get(i % KINDS.size()), Moment.ofFault(i), hall.random());
                do {
                    // Who was started just now cannot be asked yet.
                    Thread.sleep(SAMPLES.toMillis());
                    sample(site, samples, (System.nanoTime() - start) / 1e9);
                } while (System.nanoTime() < Math.min(next, end));
            }
            Trial.Outcome outcome = hall.counted(trial.stop());
            List<ProcessSamples> old = old(hall, samples);
            List<String> notes = old.stream().map(ProcessSamples::toString).toList();
            Row row = Row.of(name(), outcome, notes, (System.nanoTime() - start) / 1e9);
            if (old.isEmpty()) {
                return row.with("a process must live through half of the soak, none did; soak for longer");
            }
            if (old.stream().anyMatch(ProcessSamples::silent)) {
                return row.with("a process must answer jcmd for nine tenths of its life, see above who did not;"
                        + " look into its log and give it a processor");
            }
            return old.stream().anyMatch(ProcessSamples::grows)
                    ? row.with("what a process holds must not grow in the second half, see above")
                    : row;
        }
    }

    private static void sample(Site site, Map<Long, ProcessSamples> samples, double seconds)
            throws InterruptedException {
        for (JavaProcess process : site.processes()) {
            samples.computeIfAbsent(process.id(), id -> new ProcessSamples(process.toString(), id))
                    .take(seconds);
        }
    }

    private static List<ProcessSamples> old(Hall hall, Map<Long, ProcessSamples> samples) {
        double least = SHARE_OF_LIFE * hall.soak().toSeconds();
        return samples.values().stream()
                .filter(process -> process.life() >= least)
                .toList();
    }
}
