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
import io.rivulet.flink.serving.RolloutGenerateOperator;
import io.rivulet.flink.state.RecordTypes;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * What the job has to say to its events: the job without its ends. Savepoints name the uids, such as decode-orders, and
 * metrics the names: both stay.
 */
record Answers(DataStream<Chunk> chunks, DataStream<Rejection> deadLetters) {

    /** Answers of the configured model. */
    static Answers to(DataStream<RawEvent> events, Configuration options) {
        return to(events, options, new GenerateOperator(ServingOptions.settings(options)));
    }

    /** The same with rollouts, which are ModelControls as events are PromptEvents. */
    static Answers to(DataStream<RawEvent> events, DataStream<RawEvent> rollouts, Configuration options) {
        SingleOutputStreamOperator<Prompt> prompts = decode(events, options);
        SingleOutputStreamOperator<Rollout> decoded = alone(
                rollouts.process(new DecodeRollouts(RecordTypes.DEAD_LETTERS), RecordTypes.ROLLOUT), "decode-orders");
        SingleOutputStreamOperator<Rollout> checked =
                alone(decoded.process(new CheckRollouts(), RecordTypes.ROLLOUT), "check-orders");
        SingleOutputStreamOperator<Chunk> chunks = bySession(prompts)
                .connect(checked.broadcast())
                .transform("generate", RecordTypes.CHUNK, new RolloutGenerateOperator(ServingOptions.settings(options)))
                .uid("generate");
        return new Answers(
                chunks, deadLetters(prompts).union(deadLetters(decoded), deadLetters(checked), deadLetters(chunks)));
    }

    /** Answers of another operator, in the place of the one that generates. */
    static Answers to(
            DataStream<RawEvent> events, Configuration options, OneInputStreamOperator<Prompt, Chunk> generate) {
        SingleOutputStreamOperator<Prompt> prompts = decode(events, options);
        SingleOutputStreamOperator<Chunk> chunks = bySession(prompts)
                .transform("generate", RecordTypes.CHUNK, generate)
                .uid("generate");
        return new Answers(chunks, deadLetters(prompts).union(deadLetters(chunks)));
    }

    private static SingleOutputStreamOperator<Prompt> decode(DataStream<RawEvent> events, Configuration options) {
        int rawBytes = options.get(RivuletOptions.RAW_DEAD_LETTERS)
                ? RecordSizes.rawBytesIn(RecordLimits.of(options).letterBytes())
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
}
