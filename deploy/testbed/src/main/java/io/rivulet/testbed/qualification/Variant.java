package io.rivulet.testbed.qualification;

import io.rivulet.flink.job.AlteredJob;
import io.rivulet.flink.job.RivuletJob;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.flink.state.RecordTypes;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How the job of a trial is put together: as users run it, or with a fault that a checker must see. */
interface Variant {
    /** The job itself. */
    Variant HONEST = options -> environment -> RivuletJob.build(environment, options);

    /** The job with sinks that repeat records after a failure. */
    Variant AT_LEAST_ONCE = options -> {
        Configuration weaker = new Configuration(options);
        weaker.set(RivuletOptions.DELIVERY, DeliveryGuarantee.AT_LEAST_ONCE);
        return HONEST.with(weaker);
    };

    /** The job with seeds that depend on the process, for a few of the prompts. */
    Variant NOT_REPLAYABLE = options -> environment -> AlteredJob.withEvents(
            environment, options, events -> events.map(new ProcessSeeds()).returns(RecordTypes.RAW_EVENT));

    /** What lays the job with these options into an environment. */
    Consumer<StreamExecutionEnvironment> with(Configuration options);

    /** The job without one chunk, the first of the answer to this request. */
    static Variant dropping(String requestId) {
        return options -> environment ->
                AlteredJob.withChunks(environment, options, chunks -> chunks.filter(new DropOne(requestId)));
    }
}
