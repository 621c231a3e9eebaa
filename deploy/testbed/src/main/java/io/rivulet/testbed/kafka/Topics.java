package io.rivulet.testbed.kafka;

import io.rivulet.flink.job.RivuletOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The three topics of a job. */
public record Topics(String prompts, String chunks, String deadLetters) {
    /** The names that the job and the local launcher use, and that {@code prompt} and {@code tail} take by default. */
    public static final Topics DEFAULT = new Topics(
            RivuletOptions.PROMPT_TOPIC.defaultValue(),
            RivuletOptions.CHUNK_TOPIC.defaultValue(),
            RivuletOptions.DEAD_LETTER_TOPIC.defaultValue());

    /** The name of the topic of rollouts that the local launcher uses, and {@code rollout} takes by default. */
    public static final String CONTROL = "control";

    private static final Duration LEADERS = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** The names, in the order of the record. */
    public List<String> names() {
        return List.of(prompts, chunks, deadLetters);
    }

    /**
     * Creates the topics with one replica and waits until every partition has a leader: records sent before that may be
     * lost.
     */
    public void create(String bootstrapServers, int partitions) throws InterruptedException {
        create(bootstrapServers, names(), partitions);
    }

    /** The same of topics of any names. */
    public static void create(String bootstrapServers, List<String> names, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1))
                            .toList())
                    .all()
                    .get(LEADERS.toSeconds(), TimeUnit.SECONDS);
            Instant deadline = Instant.now().plus(LEADERS);
            while (!allLed(admin, names)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("every partition must have a leader within " + LEADERS.toSeconds()
                            + " s, some have none; see the broker's log");
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(
                    "the broker must create the topics " + names + " but did not; see its log", e);
        }
    }

    private static boolean allLed(Admin admin, List<String> names) throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .map(TopicDescription::partitions)
                    .flatMap(List::stream)
                    .allMatch(partition ->
                            partition.leader() != null && !partition.leader().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }
}
