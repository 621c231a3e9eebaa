package io.rivulet.testbed.qualification.job;

import io.rivulet.flink.job.AlteredJob;
import io.rivulet.flink.job.RivuletJob;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.flink.state.RecordTypes;
import java.util.function.Consumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How a job is put together: as users run it, or with a fault that a checker must see. */
public interface JobVariant {
    /** The job itself. */
    JobVariant UNCHANGED = options -> environment -> RivuletJob.build(environment, options);

    /** The job with sinks that repeat records after a failure. */
    JobVariant AT_LEAST_ONCE = with(RivuletOptions.DELIVERY, DeliveryGuarantee.AT_LEAST_ONCE);

    /** The job with seeds that depend on the process, for a few of the prompts. */
    JobVariant SEEDS_BY_PROCESS = options -> environment -> AlteredJob.withEvents(
            environment, options, events -> events.map(new SeedsByProcess()).returns(RecordTypes.RAW_EVENT));

    /** What lays the job with these options into an environment. */
    Consumer<StreamExecutionEnvironment> with(Configuration options);

    /** The job with one more option. */
    static <T> JobVariant with(ConfigOption<T> option, T value) {
        return options -> {
            Configuration changed = new Configuration(options);
            changed.set(option, value);
            return UNCHANGED.with(changed);
        };
    }

    /** The job without one chunk, the first of the answer to this request. */
    static JobVariant dropping(String requestId) {
        return options -> environment ->
                AlteredJob.withChunks(environment, options, chunks -> chunks.filter(new DropFirstChunk(requestId)));
    }
}
