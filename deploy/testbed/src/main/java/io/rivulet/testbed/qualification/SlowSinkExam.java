package io.rivulet.testbed.qualification;

import io.rivulet.flink.job.RivuletOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/**
 * The broker takes a hundredth of what the job has to write: the job must hold back its input, not fill its heap, and lose
 * nothing.
 */
final class SlowSinkExam implements Exam {
    private static final String CLIENT = "throttled";
    private static final int TIMES = 100;
    private static final int WINDOWS = 5;
    private static final long BEFORE = 100;

    private static final Variant NAMED = options -> {
        Configuration named = new Configuration(options);
        named.setString(RivuletOptions.KAFKA_PREFIX + "client.id", CLIENT);
        return Variant.HONEST.with(named);
    };

    @Override
    public String name() {
        return "slow-sink";
    }

    @Override
    public Row take(Hall hall) throws Exception {
        long start = System.nanoTime();
        Site site = hall.site(SitePlan.USUAL);
        try (Trial trial = hall.trial(site, NAMED, name())) {
            trial.awaitAnswered(BEFORE);
            long from = bytes(site);
            long watched = System.nanoTime();
            Plateau before = Plateau.watch(site.flink(), 1);
            double perSecond = (bytes(site) - from) / seconds(watched);
            // Of a byte a second the broker takes no fractions.
            throttle(site, Math.max(1, Math.floor(perSecond / TIMES)));
            int records = trial.reading().recording().count();
            Plateau during = Plateau.watch(site.flink(), WINDOWS);
            records = trial.reading().recording().count() - records;
            throttle(site, null);
            // The broker answers late what it throttled before, whatever the quota is now.
            trial.awaitAnswered(trial.sent());
            Trial.Outcome outcome = hall.counted(trial.stop());
            Row row = Row.of(name(), outcome, notes(perSecond, before, during, records), seconds(start));
            return during.isFlat() ? row : row.with("the heap must not grow while the sink is slow, see above");
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<String> notes(double perSecond, Plateau before, Plateau during, int records) {
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT, "%.0f bytes/s before, at most %.0f while throttled", perSecond, perSecond / TIMES));
        notes.add(String.format(
                Locale.ROOT,
                "heap of all workers after collections, MiB each 10 s: before %s, throttled %s; records seen then: %d",
                before.mebibytes(),
                during.mebibytes(),
                records));
        return notes;
    }

    /** That the broker has of the chunks. */
    private long bytes(Site site) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(site.clients())) {
            return admin.describeLogDirs(List.of(Site.BROKER_ID)).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(name() + "-chunks"))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    private static void throttle(Site site, @Nullable Double bytesPerSecond)
            throws InterruptedException, ExecutionException {
        var quota = new ClientQuotaAlteration(
                new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, CLIENT)),
                List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)));
        try (Admin admin = Admin.create(site.clients())) {
            admin.alterClientQuotas(List.of(quota)).all().get();
        }
    }
}
