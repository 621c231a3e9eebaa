package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobNameTest {
    @TempDir
    private Path model;

    @Test
    void theJobIsCalledRivuletHoweverItIsSubmittedUnlessThePersonCallsItOtherwise() {
        assertThat(name(new Configuration())).isEqualTo("Rivulet");
        assertThat(name(new Configuration().set(PipelineOptions.NAME, "digits")))
                .isEqualTo("digits");
    }

    private String name(Configuration flink) {
        TinyBundles.binary(model, 5);
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, "127.0.0.1:9");
        options.set(RivuletOptions.MODEL_PATH, model.toString());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
        RivuletJob.build(environment, options);
        return environment.getStreamGraph().getJobGraph().getName();
    }
}
