package io.rivulet.flink.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A topic that the job reads or writes.
 *
 * @param option that names it
 * @param read whether the job reads it, else it writes it
 */
record JobTopic(String name, ConfigOption<String> option, boolean read) {

    static JobTopic prompts(ReadableConfig options) {
        return new JobTopic(options.get(RivuletOptions.PROMPT_TOPIC), RivuletOptions.PROMPT_TOPIC, true);
    }

    static JobTopic chunks(ReadableConfig options) {
        return new JobTopic(options.get(RivuletOptions.CHUNK_TOPIC), RivuletOptions.CHUNK_TOPIC, false);
    }

    static JobTopic deadLetters(ReadableConfig options) {
        return new JobTopic(options.get(RivuletOptions.DEAD_LETTER_TOPIC), RivuletOptions.DEAD_LETTER_TOPIC, false);
    }

    /** Those that the job reads: prompts, and rollouts if it is to take any. */
    static List<JobTopic> sources(ReadableConfig options) {
        List<JobTopic> sources = new ArrayList<>();
        sources.add(prompts(options));
        options.getOptional(RivuletOptions.CONTROL_TOPIC)
                .ifPresent(name -> sources.add(new JobTopic(name, RivuletOptions.CONTROL_TOPIC, true)));
        return sources;
    }

    static List<JobTopic> all(ReadableConfig options) {
        List<JobTopic> all = sources(options);
        all.add(chunks(options));
        all.add(deadLetters(options));
        return all;
    }

    /** The topic and its option, as messages name them. */
    @Override
    public String toString() {
        return "topic " + name + " (" + option.key() + ")";
    }
}
