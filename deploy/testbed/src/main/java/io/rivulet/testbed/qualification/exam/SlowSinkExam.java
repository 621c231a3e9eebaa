package io.rivulet.testbed.qualification.exam;

import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.JobVariant;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import io.rivulet.testbed.qualification.system.CollectedHeap;
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
 * The broker takes a hundredth of what the job has to write: the job must hold back its input, not fill its heap, and
 * lose nothing.
 */
final class SlowSinkExam implements Exam {
    private static final String CLIENT = "throttled";
    private static final int TIMES = 100;
    private static final int WINDOWS = 5;

    private static final JobVariant NAMED = options -> {
        Configuration named = new Configuration(options);
        named.setString(RivuletOptions.KAFKA_PREFIX + "client.id", CLIENT);
        return JobVariant.UNCHANGED.with(named);
    };

    @Override
    public String name() {
        return "slow-sink";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        JobSetup setup = environment.job(cluster, name()).with(NAMED);
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            job.awaitAnswered(FIRST_PROMPTS);
            long from = bytes(cluster);
            long start = System.nanoTime();
            CollectedHeap before = CollectedHeap.watch(cluster.flink(), 1);
            double perSecond = (bytes(cluster) - from) / ((System.nanoTime() - start) / 1e9);
            // Of a byte a second the broker takes no fractions.
            throttle(cluster, Math.max(1, Math.floor(perSecond / TIMES)));
            int records = job.reader().output().count();
            CollectedHeap during = CollectedHeap.watch(cluster.flink(), WINDOWS);
            records = job.reader().output().count() - records;
            throttle(cluster, null);
            // The broker answers late what it throttled before, whatever the quota is now.
            job.awaitAnswered(job.sent());
            Outcome outcome = environment.counted(job.stop());
            ExamResult result = ExamResult.of(outcome)
                    .noting(String.format(
                            Locale.ROOT,
                            "%.0f bytes/s before, at most %.0f while throttled",
                            perSecond,
                            perSecond / TIMES))
                    .noting(String.format(
                            Locale.ROOT,
                            "heap of all workers after collections, MiB each 10 s: before %s, throttled %s;"
                                    + " records seen"
                                    + " then: %d",
                            before.mebibytes(),
                            during.mebibytes(),
                            records));
            return during.isFlat()
                    ? result
                    : result.breaking("the heap must not grow while the sink is slow, see above");
        }
    }

    /** That the broker has of the chunks. */
    private long bytes(ClusterUnderTest cluster) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(cluster.clients())) {
            return admin.describeLogDirs(List.of(ClusterUnderTest.BROKER_ID)).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(name() + "-chunks"))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    private static void throttle(ClusterUnderTest cluster, @Nullable Double bytesPerSecond)
            throws InterruptedException, ExecutionException {
        var quota = new ClientQuotaAlteration(
                new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, CLIENT)),
                List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)));
        try (Admin admin = Admin.create(cluster.clients())) {
            admin.alterClientQuotas(List.of(quota)).all().get();
        }
    }
}
