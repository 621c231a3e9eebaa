package io.rivulet.flink.job;

import io.rivulet.flink.codec.DecodePrompts;
import io.rivulet.flink.codec.RecordSizes;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.operator.GenerateOperator;
import io.rivulet.flink.operator.GenerateSettings;
import io.rivulet.flink.operator.Limits;
import io.rivulet.flink.state.RecordTypes;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * The job: prompts from Kafka, answered by the generating operator, to Kafka.
 *
 * <pre>
 * prompts --> decode --> by session id --> generate --> chunks
 *                 \                          \--> dead letters
 *                  \----------------------------> dead letters
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
        build(environment, options, new GenerateOperator(settings(options)));
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
        DataStream<RawEvent> events = environment
                .fromSource(kafka.source(), WatermarkStrategy.noWatermarks(), "prompts", RecordTypes.RAW_EVENT)
                .uid("prompts");
        Answers answers = middle.apply(events);
        answers.chunks().sinkTo(kafka.chunks()).name("chunks").uid("chunks");
        answers.deadLetters().sinkTo(kafka.deadLetters()).name("dead-letters").uid("dead-letters");
    }

    /** What the job has to say to its events. */
    public record Answers(DataStream<Chunk> chunks, DataStream<Rejection> deadLetters) {}

    /** The job without its ends: events from anywhere, answers to anywhere. */
    public static Answers answer(DataStream<RawEvent> events, Configuration options) {
        return answer(events, options, new GenerateOperator(settings(options)));
    }

    private static Answers answer(
            DataStream<RawEvent> events, Configuration options, OneInputStreamOperator<Prompt, Chunk> generate) {
        int rawBytes = options.get(RivuletOptions.RAW_DEAD_LETTERS)
                ? RecordSizes.rawBytesIn(options.get(RivuletOptions.MAX_RECORD_BYTES))
                : 0;
        SingleOutputStreamOperator<Prompt> prompts = events.process(
                        new DecodePrompts(options.get(RivuletOptions.MAX_EVENT_BYTES), rawBytes), RecordTypes.PROMPT)
                .name("decode")
                .uid("decode");
        SingleOutputStreamOperator<Chunk> chunks = prompts.keyBy(
                        prompt -> prompt.origin().sessionId(), Types.STRING)
                .transform("generate", RecordTypes.CHUNK, generate)
                .uid("generate");
        return new Answers(
                chunks,
                prompts.getSideOutput(RecordTypes.DEAD_LETTERS).union(chunks.getSideOutput(RecordTypes.DEAD_LETTERS)));
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
        return new GenerateSettings(
                options.get(RivuletOptions.MODEL_PATH),
                options.get(RivuletOptions.MODEL_CHANGE),
                options.get(RivuletOptions.SESSION_TTL),
                options.get(RivuletOptions.BATCH_WAIT),
                new Limits(
                        options.get(RivuletOptions.MAX_OBSERVED),
                        options.get(RivuletOptions.MAX_GENERATED),
                        options.get(RivuletOptions.BLOCK_STEPS),
                        options.get(RivuletOptions.MAX_BLOCK_STEPS),
                        options.get(RivuletOptions.MAX_WAITING),
                        options.get(RivuletOptions.BATCH_SESSIONS),
                        options.get(RivuletOptions.MAX_RECORD_BYTES)));
    }
}
