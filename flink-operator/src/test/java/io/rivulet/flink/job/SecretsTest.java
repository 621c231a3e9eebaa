package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.schemas.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that asks for a password, and a search for that password wherever the job says anything. */
class SecretsTest {

    private static final String HEAD = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    private final String canary = "canary-" + HexFormat.of().toHexDigits(new Random().nextLong());

    /** Ways to give the job a password; all but the first leave it out of the job graph. */
    enum Way {
        /** As it is, in the properties file. */
        PLAIN,
        /** In a file that each worker reads. */
        FILE,
        /** In a variable of each worker's environment. */
        ENVIRONMENT
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void thePasswordReachesTheBrokerAndNothingThatAnyoneReads(Way way, @InjectMiniCluster MiniCluster cluster)
            throws Exception {
        // No test can change its environment: the password is whatever a variable holds that every process has.
        String password = way == Way.ENVIRONMENT ? System.getenv("PATH") : canary;
        TinyBundles.binary(folder.resolve("model"), 6);
        Log log = Log.listening();
        try (Broker broker = new Broker(folder.resolve("kafka"), guard(password))) {
            createTopics(broker);
            StreamExecutionEnvironment environment = environment();
            RivuletJob.build(environment, Arguments.parse(arguments(broker, properties(way))));
            boolean inGraph = contains(environment.getStreamGraph(false).getJobGraph(), password);
            JobClient job = environment.executeAsync();
            answerOneAndRejectOne(broker);
            Map<String, String> answers = rest(cluster, job);
            job.cancel().get();

            assertThat(inGraph).isEqualTo(way == Way.PLAIN);
            assertThat(answers).hasSizeGreaterThan(15);
            assertThat(answers.keySet())
                    .anyMatch(path -> path.matches("/jobs/[0-9a-f]+/config"))
                    .contains("/jobmanager/config", "/jobmanager/environment");
            if (way != Way.ENVIRONMENT) {
                assertThat(answers)
                        .allSatisfy((path, answer) ->
                                assertThat(answer.contains(canary)).as(path).isFalse());
            }
            System.out.printf(
                    Locale.ROOT,
                    "secrets, %s: %d REST answers, %d log lines, %d of the job's clients; in the job graph: %s%n",
                    way,
                    answers.size(),
                    log.lines.size(),
                    log.count("sasl.jaas.config = [hidden]"),
                    inGraph);
            assertThat(log.count("sasl.jaas.config = [hidden]")).isPositive();
            assertThat(log.lines).noneMatch(line -> line.contains(password));
        } finally {
            log.close();
        }
    }

    @Test
    void aPasswordThatIsWrongIsNotInTheFailureEither(@InjectMiniCluster MiniCluster cluster) throws Exception {
        TinyBundles.binary(folder.resolve("model"), 6);
        Log log = Log.listening();
        try (Broker broker = new Broker(folder.resolve("kafka"), guard("another"))) {
            createTopics(broker);
            StreamExecutionEnvironment environment = environment();
            RivuletJob.build(environment, Arguments.parse(arguments(broker, properties(Way.PLAIN))));
            JobClient job = environment.executeAsync();
            Instant end = Instant.now().plus(Duration.ofMinutes(2));
            while (!job.getJobStatus().get().isGloballyTerminalState()
                    && Instant.now().isBefore(end)) {
                Thread.sleep(50);
            }
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
            Map<String, String> answers = rest(cluster, job);
            assertThat(answers.get("/jobs/" + job.getJobID() + "/exceptions")).contains("SaslAuthenticationException");
            assertThat(answers)
                    .allSatisfy((path, answer) ->
                            assertThat(answer.contains(canary)).as(path).isFalse());
            assertThat(log.count("SaslAuthenticationException")).isPositive();
            assertThat(log.lines).noneMatch(line -> line.contains(canary));
        } finally {
            log.close();
        }
    }

    private Map<String, String> guard(String password) {
        return Map.of(
                "listener.name.guarded.sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.guarded.plain.sasl.jaas.config",
                HEAD + "user_rivulet=\"" + password + "\";");
    }

    private Path properties(Way way) throws Exception {
        Path secret = folder.resolve("secret.properties");
        Files.writeString(secret, "password=" + canary + "\n");
        String password =
                switch (way) {
                    case PLAIN -> canary;
                    case FILE -> "${file:" + secret + ":password}";
                    case ENVIRONMENT -> "${env:PATH}";
                };
        String jaas = HEAD + "username=\"rivulet\" password=\"" + password + "\";";
        return Files.writeString(folder.resolve("kafka.properties"), String.format(Locale.ROOT, """
                        security.protocol=SASL_PLAINTEXT
                        sasl.mechanism=PLAIN
                        sasl.jaas.config=%s
                        config.providers=file,env
                        config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                        config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
                        """, jaas));
    }

    private String[] arguments(Broker broker, Path properties) {
        return new String[] {
            "--rivulet.kafka.bootstrap.servers", broker.guardedAddress(),
            "--rivulet.kafka.properties.file", properties.toString(),
            "--rivulet.model.path", folder.resolve("model").toString(),
            "--rivulet.dead-letters.raw", "true"
        };
    }

    private static StreamExecutionEnvironment environment() {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(1);
        return environment;
    }

    private void answerOneAndRejectOne(Broker broker) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                CommittedReader<Object> chunks = new CommittedReader<>(broker, "chunks", EventCodec.chunks()::decode);
                CommittedReader<byte[]> letters = new CommittedReader<>(broker, "dead-letters", value -> value)) {
            byte[] good = Poison.bytes(Poison.prompt("s", "r").setObserved(null));
            producer.send(new ProducerRecord<>("prompts", good)).get();
            producer.send(new ProducerRecord<>("prompts", new byte[] {1, 2, 3})).get();
            assertThat(chunks.readUntil(1)).hasSize(1);
            assertThat(letters.readUntil(1))
                    .hasSize(1)
                    .noneMatch(letter -> new String(letter, StandardCharsets.ISO_8859_1).contains(canary));
        }
    }

    /** What Flink's web interface is told, by path: of the cluster, and of the job with all its tasks. */
    private static Map<String, String> rest(MiniCluster cluster, JobClient job) throws Exception {
        URI address = cluster.getRestAddress().get();
        HttpClient client = HttpClient.newHttpClient();
        Map<String, String> answers = new LinkedHashMap<>();
        String of = "/jobs/" + job.getJobID();
        Queue<String> paths = new ArrayDeque<>(List.of(
                "/config",
                "/overview",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/metrics",
                "/jobs/overview",
                "/taskmanagers",
                of,
                of + "/config",
                of + "/plan",
                of + "/exceptions",
                of + "/checkpoints",
                of + "/checkpoints/config",
                of + "/accumulators",
                of + "/metrics",
                of + "/jobmanager/config",
                of + "/jobmanager/environment"));
        while (!paths.isEmpty()) {
            String path = paths.remove();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answers.put(path, answer.body());
            if (path.equals(of)) {
                Matcher vertices = Pattern.compile("\"id\":\"([0-9a-f]{32})\"").matcher(answer.body());
                while (vertices.find()) {
                    String vertex = of + "/vertices/" + vertices.group(1);
                    paths.addAll(List.of(vertex, vertex + "/accumulators", vertex + "/taskmanagers"));
                }
            }
        }
        return answers;
    }

    private static boolean contains(JobGraph graph, String secret) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(graph);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).contains(secret);
    }

    private static void createTopics(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(
                            new NewTopic("prompts", 1, (short) 1),
                            new NewTopic("chunks", 1, (short) 1),
                            new NewTopic("dead-letters", 1, (short) 1)))
                    .all()
                    .get();
        }
    }
}
