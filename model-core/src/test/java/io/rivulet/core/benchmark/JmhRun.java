package io.rivulet.core.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks without a word, unless one fails.
 *
 * @param quick shorter than the benchmarks' annotations say
 */
record JmhRun(boolean quick) {

    /** Runs the benchmarks whose names match {@code pattern}, with {@code parameters}. */
    Collection<RunResult> of(String pattern, Map<String, Integer> parameters) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include(pattern).shouldFailOnError(true);
        parameters.forEach((name, value) -> options.param(name, Integer.toString(value)));
        if (quick) {
            options.measurementTime(TimeValue.milliseconds(50));
        }
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        OutputFormat format = OutputFormatFactory.createFormatInstance(
                new PrintStream(log, true, StandardCharsets.UTF_8), VerboseMode.NORMAL);
        try {
            return new Runner(options.build(), format).run();
        } catch (RunnerException e) {
            System.err.println(log.toString(StandardCharsets.UTF_8));
            throw e;
        }
    }
}
