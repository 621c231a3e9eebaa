package io.rivulet.testbed.qualification.exam;

import io.rivulet.flink.job.RivuletJob;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.qualification.job.JobSetup;
import io.rivulet.testbed.qualification.job.JobUnderLoad;
import io.rivulet.testbed.qualification.job.JobVariant;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.load.PromptSeries;
import io.rivulet.testbed.qualification.oracle.Oracle;
import io.rivulet.testbed.qualification.oracle.OutputRecord;
import io.rivulet.testbed.qualification.system.ClusterUnderTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of the outputs take small records alone, and nobody tells the job but the topics themselves: prompts whose
 * chunks fit are answered, each that has a wide block is a dead letter, and the job never fails.
 */
final class SmallTopicExam implements Exam {
    /** Holds every chunk but those of wide blocks. */
    private static final int CHUNK_BYTES = 1000;

    private static final int LETTER_BYTES = 300;
    private static final long PROMPTS = 600;

    @Override
    public String name() {
        return "small-topic";
    }

    @Override
    public ExamResult take(ExamEnvironment environment) throws Exception {
        ClusterUnderTest cluster = environment.cluster();
        LoadPlan load = LoadPlan.endless(environment.prompts(cluster).withWideBlocks());
        Oracle oracle = new Oracle(cluster.bundle(), environment.positions(), SmallTopicExam::isWide);
        JobSetup setup = JobSetup.usual(name(), load, oracle).with(fitted(cluster));
        try (JobUnderLoad job = environment.start(cluster, setup)) {
            job.awaitAnswered(PROMPTS);
            Outcome outcome = job.stop();
            List<String> failures = cluster.flink().reports().failures(job.job());
            ExamResult result = ExamResult.of(outcome).notRepeatable().noting(counts(outcome));
            return failures.isEmpty()
                    ? result
                    : result.breaking("the job must not fail, it did " + failures.size() + " times: " + failures);
        }
    }

    private static boolean isWide(PromptEvent prompt) {
        Integer steps = prompt.getBlockSteps();
        return steps != null && steps == PromptSeries.WIDE_STEPS;
    }

    /** As the job is submitted, once its topics are made small. */
    private static JobVariant fitted(ClusterUnderTest cluster) {
        return options -> {
            limit(cluster, options.get(RivuletOptions.CHUNK_TOPIC), CHUNK_BYTES);
            limit(cluster, options.get(RivuletOptions.DEAD_LETTER_TOPIC), LETTER_BYTES);
            Configuration found = RivuletJob.fitted(options);
            return JobVariant.UNCHANGED.with(found);
        };
    }

    private static String counts(Outcome outcome) {
        List<OutputRecord> records = outcome.output().records();
        long letters = records.stream().filter(OutputRecord::isDeadLetter).count();
        return String.format(
                Locale.ROOT,
                "at most %d bytes a chunk and %d a dead letter: %d chunks, %d dead letters",
                CHUNK_BYTES,
                LETTER_BYTES,
                records.size() - letters,
                letters);
    }

    private static void limit(ClusterUnderTest cluster, String topic, int bytes) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        try (Admin admin = Admin.create(cluster.clients())) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            // The controller has it; the broker hears of it a little later.
            while (!limit.value().equals(inForce(admin, resource, limit.name()))) {
                Thread.sleep(100);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker must take another limit of " + topic + "; see its log", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the topic must get its limit, this thread was interrupted", e);
        }
    }

    private static String inForce(Admin admin, ConfigResource resource, String name)
            throws ExecutionException, InterruptedException {
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return Objects.requireNonNull(config).get(name).value();
    }
}
