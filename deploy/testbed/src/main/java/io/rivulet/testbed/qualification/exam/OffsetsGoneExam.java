package io.rivulet.testbed.qualification.exam;

import io.rivulet.flink.job.OffsetsGone;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.flink.job.StartFrom;
import io.rivulet.testbed.qualification.job.Deployment;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.JobVariant;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.oracle.Oracle;
import io.rivulet.testbed.qualification.oracle.SurvivingPrompts;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import io.rivulet.testbed.qualification.system.UnreadOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * The job is stopped with a savepoint, and of the prompts that come meanwhile all but the last are removed. Told to
 * fail it must fail and name the option; else it must say exactly which are gone, count them, and answer all others
 * once, even where it is told to start from the latest when it starts without a savepoint.
 */
final class OffsetsGoneExam implements Exam {
    private static final long MEANWHILE = 150;
    private static final long KEPT = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Without checkpoints, so that the job itself goes on from where it was stopped. */
    private static final JobVariant FAILING = options -> environment -> {
        environment.enableCheckpointing(Duration.ofDays(1).toMillis());
        JobVariant.with(RivuletOptions.OFFSETS_GONE, OffsetsGone.FAIL)
                .with(options)
                .accept(environment);
    };

    @Override
    public String name() {
        return "offsets-gone";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        SurvivingPrompts expected = new SurvivingPrompts(
                () -> new Oracle(cluster.bundle(), environment.positions()), environment.positions());
        JobSetup setup = new JobSetup(
                name(),
                JobVariant.UNCHANGED,
                Deployment.USUAL,
                LoadPlan.endless(environment.prompts(cluster)),
                expected);
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            job.awaitAnswered(FIRST_PROMPTS);
            String savepoint = job.suspend();
            job.awaitSent(job.sent() + MEANWHILE);
            removeAllButTheLast(cluster);
            String refusal = job.refusal(savepoint, FAILING, RivuletOptions.OFFSETS_GONE.key());
            job.resume(savepoint, JobVariant.with(RivuletOptions.START_FROM, StartFrom.LATEST));
            List<UnreadOffsets> unread = cluster.unread(name());
            long gone = unread.stream().mapToLong(UnreadOffsets::count).sum();
            long counted = counted(cluster, job, gone);
            expected.without(source ->
                    unread.stream().anyMatch(offsets -> offsets.contain(source.getPartition(), source.getOffset())));
            ExamResult result = ExamResult.of(job.stop())
                    .notRepeatable()
                    .noting("told to fail: " + refusal)
                    .noting("gone: " + unread.stream().map(Object::toString).collect(Collectors.joining(", ")));
            if (gone == 0) {
                result = result.breaking("prompts that are gone must be reported, nothing was");
            }
            return counted == gone
                    ? result
                    : result.breaking("the metric offsetsGone must be " + gone + ", it is " + counted);
        }
    }

    private void removeAllButTheLast(ClusterUnderTest cluster) throws Exception {
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        try (Admin admin = Admin.create(cluster.clients())) {
            Map<TopicPartition, OffsetSpec> all = IntStream.range(0, ClusterUnderTest.PARALLELISM)
                    .mapToObj(partition -> new TopicPartition(name() + "-prompts", partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            admin.listOffsets(all)
                    .all()
                    .get()
                    .forEach((partition, end) ->
                            before.put(partition, RecordsToDelete.beforeOffset(end.offset() - KEPT)));
            admin.deleteRecords(before).all().get();
        }
    }

    /** What the leader is told of the metric, once that is what it must be, or patience ends. */
    private static long counted(ClusterUnderTest cluster, JobUnderLoad job, long wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long counted = cluster.flink().reports().counted(job.job(), "Source__prompts", "offsetsGone");
            if (counted == wanted || System.nanoTime() > deadline) {
                return counted;
            }
            Thread.sleep(500);
        }
    }
}
