package io.rivulet.flink.job;

import io.rivulet.flink.codec.DecodePrompts;
import io.rivulet.flink.codec.DecodeRollouts;
import io.rivulet.flink.codec.RecordSizes;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.serving.CheckRollouts;
import io.rivulet.flink.serving.GenerateOperator;
import io.rivulet.flink.serving.GenerateSettings;
import io.rivulet.flink.serving.Limits;
import io.rivulet.flink.serving.RolloutGenerateOperator;
import io.rivulet.flink.state.RecordTypes;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

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

    private RivuletJob() {}

    /** Runs the job with the options of the command line; {@code --help} lists them. */
    public static void main(String[] args) throws Exception {
        if (Arguments.asksForHelp(args)) {
            System.out.println(OptionsText.help());
            return;
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        build(environment, Arguments.parse(args));
        environment.execute(NAME);
    }

    /**
     * Lays the job into {@code environment}, from Kafka to Kafka.
     *
     * @param options as {@link RivuletOptions} has them
     */
    public static void build(StreamExecutionEnvironment environment, Configuration options) {
        configure(environment, options);
        KafkaClients kafka = new KafkaClients(options);
        DataStream<RawEvent> events = read(environment, kafka.prompts(), "prompts");
        publish(
                kafka.rollouts()
                        .map(rollouts -> answer(events, read(environment, rollouts, "controls"), options))
                        .orElseGet(() -> answer(events, options)),
                kafka);
    }

    /** The same with another operator in the place of the one that generates: to measure what stands around it. */
    public static void build(
            StreamExecutionEnvironment environment,
            Configuration options,
            OneInputStreamOperator<Prompt, Chunk> generate) {
        build(environment, options, events -> answer(events, options, generate));
    }

    /** The same with something else between its ends: to see whether a checker of the whole sees a fault in it. */
    public static void build(
            StreamExecutionEnvironment environment,
            Configuration options,
            Function<DataStream<RawEvent>, Answers> middle) {
        configure(environment, options);
        KafkaClients kafka = new KafkaClients(options);
        publish(middle.apply(read(environment, kafka.prompts(), "prompts")), kafka);
    }

    private static DataStream<RawEvent> read(
            StreamExecutionEnvironment environment, KafkaSource<RawEvent> source, String name) {
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), name, RecordTypes.RAW_EVENT)
                .uid(name);
    }

    private static void publish(Answers answers, KafkaClients kafka) {
        answers.chunks().sinkTo(kafka.chunks()).name("chunks").uid("chunks");
        answers.deadLetters().sinkTo(kafka.deadLetters()).name("dead-letters").uid("dead-letters");
    }

    /** What the job has to say to its events. */
    public record Answers(DataStream<Chunk> chunks, DataStream<Rejection> deadLetters) {}

    /** The job without its ends: events from anywhere, answers to anywhere. */
    public static Answers answer(DataStream<RawEvent> events, Configuration options) {
        return answer(events, options, new GenerateOperator(settings(options)));
    }

    /**
     * The same with rollouts, which are ModelControls as events are PromptEvents. Savepoints name the uids: these stay.
     */
    public static Answers answer(DataStream<RawEvent> events, DataStream<RawEvent> rollouts, Configuration options) {
        SingleOutputStreamOperator<Prompt> prompts = decode(events, options);
        SingleOutputStreamOperator<Rollout> decoded = alone(
                rollouts.process(new DecodeRollouts(RecordTypes.DEAD_LETTERS), RecordTypes.ROLLOUT), "decode-orders");
        SingleOutputStreamOperator<Rollout> checked =
                alone(decoded.process(new CheckRollouts(), RecordTypes.ROLLOUT), "check-orders");
        SingleOutputStreamOperator<Chunk> chunks = bySession(prompts)
                .connect(checked.broadcast())
                .transform("generate", RecordTypes.CHUNK, new RolloutGenerateOperator(settings(options)))
                .uid("generate");
        return new Answers(
                chunks, deadLetters(prompts).union(deadLetters(decoded), deadLetters(checked), deadLetters(chunks)));
    }

    private static Answers answer(
            DataStream<RawEvent> events, Configuration options, OneInputStreamOperator<Prompt, Chunk> generate) {
        SingleOutputStreamOperator<Prompt> prompts = decode(events, options);
        SingleOutputStreamOperator<Chunk> chunks = bySession(prompts)
                .transform("generate", RecordTypes.CHUNK, generate)
                .uid("generate");
        return new Answers(chunks, deadLetters(prompts).union(deadLetters(chunks)));
    }

    private static SingleOutputStreamOperator<Prompt> decode(DataStream<RawEvent> events, Configuration options) {
        int rawBytes = options.get(RivuletOptions.RAW_DEAD_LETTERS)
                ? RecordSizes.rawBytesIn(options.get(RivuletOptions.MAX_RECORD_BYTES))
                : 0;
        int eventBytes = options.get(RivuletOptions.MAX_EVENT_BYTES);
        return events.process(new DecodePrompts(eventBytes, rawBytes, RecordTypes.DEAD_LETTERS), RecordTypes.PROMPT)
                .name("decode")
                .uid("decode");
    }

    private static KeyedStream<Prompt, String> bySession(DataStream<Prompt> prompts) {
        return prompts.keyBy(prompt -> prompt.origin().sessionId(), Types.STRING);
    }

    private static SideOutputDataStream<Rejection> deadLetters(SingleOutputStreamOperator<?> of) {
        return of.getSideOutput(RecordTypes.DEAD_LETTERS);
    }

    /** In one task, so that rollouts keep their order. */
    private static <T> SingleOutputStreamOperator<T> alone(SingleOutputStreamOperator<T> operator, String name) {
        return operator.name(name).uid(name).setParallelism(1).setMaxParallelism(1);
    }

    private static void configure(StreamExecutionEnvironment environment, Configuration options) {
        Configuration flink = new Configuration();
        // Every record has a serializer of ours; without this Flink would choose Kryo for one that has not, in silence.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
            flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.get(RivuletOptions.CHECKPOINT_INTERVAL));
        }
        environment.configure(flink);
    }

    private static GenerateSettings settings(Configuration options) {
        return GenerateSettings.of(options.get(RivuletOptions.MODEL_PATH), limits(options))
                .fingerprint(
                        options.getOptional(RivuletOptions.MODEL_FINGERPRINT).orElse(null))
                .policy(options.get(RivuletOptions.MODEL_CHANGE))
                .timeToLive(options.get(RivuletOptions.SESSION_TTL))
                .longestWait(options.get(RivuletOptions.BATCH_WAIT))
                .passThreads(options.get(RivuletOptions.PASS_THREADS))
                .build();
    }

    private static Limits limits(Configuration options) {
        return Limits.builder()
                .maxObservedSymbols(options.get(RivuletOptions.MAX_OBSERVED))
                .maxGeneratedSymbols(options.get(RivuletOptions.MAX_GENERATED))
                .defaultBlockSteps(options.get(RivuletOptions.BLOCK_STEPS))
                .maxBlockSteps(options.get(RivuletOptions.MAX_BLOCK_STEPS))
                .maxWaiting(options.get(RivuletOptions.MAX_WAITING))
                .maxBatch(options.get(RivuletOptions.BATCH_SESSIONS))
                .maxRecordBytes(options.get(RivuletOptions.MAX_RECORD_BYTES))
                .build();
    }
}
