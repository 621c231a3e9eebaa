package io.rivulet.flink.job;

import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RawEvent;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * The job with a part of it replaced: to measure what stands around the part, or to see whether a checker of the whole
 * sees a fault. It stands in the job's package, as only that one may take the job apart.
 */
public final class AlteredJob {

    private AlteredJob() {}

    /** Lays the job into {@code environment} with another operator in the place of the one that generates. */
    public static void withOperator(
            StreamExecutionEnvironment environment,
            Configuration options,
            OneInputStreamOperator<Prompt, Chunk> generate) {
        RivuletJob.build(environment, options, events -> Answers.to(events, options, generate));
    }

    /** Lays the job into {@code environment} with events that are changed before it decodes them. */
    public static void withEvents(
            StreamExecutionEnvironment environment, Configuration options, UnaryOperator<DataStream<RawEvent>> change) {
        RivuletJob.build(environment, options, events -> Answers.to(change.apply(events), options));
    }

    /** Lays the job into {@code environment} with chunks that are changed before it publishes them. */
    public static void withChunks(
            StreamExecutionEnvironment environment, Configuration options, UnaryOperator<DataStream<Chunk>> change) {
        RivuletJob.build(environment, options, events -> {
            Answers answers = Answers.to(events, options);
            return new Answers(change.apply(answers.chunks()), answers.deadLetters());
        });
    }

    /** The chunks that answer these events, without Kafka at either end. */
    public static DataStream<Chunk> answers(DataStream<RawEvent> events, Configuration options) {
        return Answers.to(events, options).chunks();
    }
}
