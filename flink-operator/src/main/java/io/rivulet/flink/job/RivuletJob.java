package io.rivulet.flink.job;

import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.state.RecordTypes;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: prompts from Kafka, answered by the generating operator, to Kafka.
 *
 * <pre>
 * prompts --> decode --> by session id --> generate --> chunks
 *                 \                         ^   \--> dead letters
 *                  \------------------------|------> dead letters
 * rollouts --> decode --> check --> to all -+
 *                  \---------\--------------------> dead letters
 * </pre>
 */
public final class RivuletJob {

    private static final String NAME = "Rivulet";
    private static final int WRONG_USE = 2;

    private RivuletJob() {}

    /**
     * Runs the job with the options of the command line; {@code --help} lists them. What is wrong with them is a
     * {@link CannotStart}; a program of its own ends with one line and exit code 2 then.
     */
    public static void main(String[] args) throws Exception {
        if (Arguments.asksForHelp(args)) {
            System.out.println(OptionsText.help());
            return;
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        try {
            build(environment, fitted(Arguments.parse(args)));
        } catch (IllegalArgumentException e) {
            Thread.currentThread().setUncaughtExceptionHandler(RivuletJob::end);
            throw CannotStart.because(e);
        }
        environment.execute();
    }

    /** Nobody catches what ends the main thread of a program of its own; Flink's client catches all. */
    private static void end(Thread thread, Throwable thrown) {
        if (thrown instanceof CannotStart) {
            System.err.println("rivulet-job: " + thrown.getMessage());
            System.exit(WRONG_USE);
        }
        thread.getThreadGroup().uncaughtException(thread, thrown);
    }

    /**
     * The options as the brokers allow them: asks these whether they have the job's topics, and holds its limits to
     * what the topics take.
     *
     * @throws CannotStart if the job could not run with these options and topics
     */
    public static Configuration fitted(Configuration options) {
        return StartCheck.fitted(options);
    }

    /**
     * Lays the job into {@code environment}, from Kafka to Kafka. Asks no broker: see {@link #fitted}.
     *
     * @param options as {@link RivuletOptions} has them
     */
    public static void build(StreamExecutionEnvironment environment, Configuration options) {
        KafkaClients kafka = new KafkaClients(options);
        build(environment, options, kafka, events -> kafka.rollouts()
                .map(rollouts -> Answers.to(events, read(environment, rollouts, "controls"), options))
                .orElseGet(() -> Answers.to(events, options)));
    }

    /** The same with something else between its ends. */
    static void build(
            StreamExecutionEnvironment environment,
            Configuration options,
            Function<DataStream<RawEvent>, Answers> middle) {
        build(environment, options, new KafkaClients(options), middle);
    }

    private static void build(
            StreamExecutionEnvironment environment,
            Configuration options,
            KafkaClients kafka,
            Function<DataStream<RawEvent>, Answers> middle) {
        configure(environment, options);
        Answers answers = middle.apply(read(environment, kafka.prompts(), "prompts"));
        answers.chunks().sinkTo(kafka.chunks()).name("chunks").uid("chunks");
        answers.deadLetters().sinkTo(kafka.deadLetters()).name("dead-letters").uid("dead-letters");
    }

    private static DataStream<RawEvent> read(
            StreamExecutionEnvironment environment, VerifiedSource source, String name) {
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), name, RecordTypes.RAW_EVENT)
                .uid(name);
    }

    private static void configure(StreamExecutionEnvironment environment, Configuration options) {
        Configuration flink = new Configuration();
        // Every record has a serializer of ours; without this Flink would choose Kryo for one that has not, in silence.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        if (environment.getConfiguration().getOptional(PipelineOptions.NAME).isEmpty()) {
            flink.set(PipelineOptions.NAME, NAME);
        }
        if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
            flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.get(RivuletOptions.CHECKPOINT_INTERVAL));
        }
        environment.configure(flink);
    }
}
