package io.rivulet.testbed.bench;

import io.rivulet.flink.job.AlteredJob;
import io.rivulet.flink.job.RivuletJob;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.cluster.BrokerProcess;
import io.rivulet.testbed.cluster.FlinkLayout;
import io.rivulet.testbed.cluster.FlinkProcesses;
import io.rivulet.testbed.cluster.ScratchFolder;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One case, from an empty machine to its row. */
final class PipelineRun {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** Prompts of the first turn, when no rate is known. */
    private static final int FIRST_PROMPTS = 2000;
    /** The fewest of a phase, for percentiles that mean something. */
    private static final int FEWEST_PROMPTS = 1000;

    private static final double NANOS = 1e9;
    private static final int TURN_SECONDS = 6;

    private final PipelineSettings settings;
    private final PipelineCase measured;
    private final Consumer<String> say;
    private long prompts;

    PipelineRun(PipelineSettings settings, PipelineCase measured, Consumer<String> say) {
        this.settings = settings;
        this.measured = measured;
        this.say = say;
    }

    /** @param model alone, warm */
    PipelineRow measure(Path folder, ModelAlone model) throws Exception {
        FlinkLayout layout = new FlinkLayout(
                1, settings.parallelism(), settings.workerMemory(), measured.backend(), settings.checkpoints());
        try (ScratchFolder scratch = ScratchFolder.in(folder);
                BrokerProcess broker = BrokerProcess.start(scratch.folder("broker"), folder.resolve("logs"));
                FlinkProcesses flink = FlinkProcesses.start(layout, scratch.folder("flink"), folder.resolve("logs"))) {
            Topics.DEFAULT.create(broker.bootstrapServers(), settings.parallelism());
            flink.submit(job(options(broker)), settings.parallelism());
            Connection connection = Connection.to(broker.bootstrapServers());
            try (PromptPublisher publisher = new PromptPublisher(connection, Topics.DEFAULT.prompts());
                    AnswerWatch watch = new AnswerWatch(connection)) {
                return measure(new OpenLoad(publisher, measured.keys()), watch, flink, model);
            }
        }
    }

    private PipelineRow measure(OpenLoad load, AnswerWatch watch, FlinkProcesses flink, ModelAlone model)
            throws Exception {
        PromptShape shape = settings.shape();
        answered(load, watch, shape.absorbed(), measured.keys(), Double.POSITIVE_INFINITY);
        say.accept(measured.name() + ": sessions are there");
        double warm = warmUp(load, watch);
        say.accept(String.format(Locale.ROOT, "%s: warm, %.0f prompts/s", measured.name(), warm));
        // The machine's speed may drift: the two rates are compared within a minute.
        double alone = model.symbolsPerSecond(settings.phase().dividedBy(2)) / 2;
        HeapWatch heap = new HeapWatch(flink.reports());
        double rate;
        try (heap) {
            rate = answered(load, watch, shape, count(warm), Double.POSITIVE_INFINITY)
                    .rate();
        }
        alone += model.symbolsPerSecond(settings.phase().dividedBy(2)) / 2;
        double symbols = rate * shape.generated();
        Throughput highest = new Throughput(rate, symbols, symbols / alone);
        Latencies half =
                answered(load, watch, shape, count(0.5 * rate), 0.5 * rate).latencies();
        Latencies fourFifths =
                answered(load, watch, shape, count(0.8 * rate), 0.8 * rate).latencies();
        return new PipelineRow(measured, highest, heap.leastBytes(), half, fourFifths, atOnce(load, watch));
    }

    /**
     * Heavy and light load in turns. With few processors the compilers of all these processes take minutes and half of
     * what there is; until then answers wait for seconds at any load. Without a model there is less to compile. Returns
     * the highest rate.
     */
    private double warmUp(OpenLoad load, AnswerWatch watch) throws InterruptedException {
        Duration time = measured.bare() ? settings.warmUp().dividedBy(3) : settings.warmUp();
        long end = System.nanoTime() + time.toNanos();
        double best = 0;
        int count = FIRST_PROMPTS;
        while (System.nanoTime() < end) {
            double rate = answered(load, watch, settings.shape(), count, Double.POSITIVE_INFINITY)
                    .rate();
            best = Math.max(best, rate);
            count = (int) (best * TURN_SECONDS);
            answered(load, watch, settings.shape(), count / 2, 0.5 * best);
        }
        return best;
    }

    /**
     * With transactions a client that asks for one answer after the other waits for checkpoints, and not for the job.
     */
    private OptionalDouble atOnce(OpenLoad load, AnswerWatch watch) throws InterruptedException {
        if (measured.delivery() == DeliveryGuarantee.EXACTLY_ONCE) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(rounds(load, watch, settings.batch()) / rounds(load, watch, 1));
    }

    /** Prompts a second, of so many sessions that ask at once, and again whenever all are answered. */
    private double rounds(OpenLoad load, AnswerWatch watch, int sessions) throws InterruptedException {
        long start = System.nanoTime();
        long asked = prompts;
        while (System.nanoTime() - start < settings.phase().toNanos()) {
            answered(load, watch, settings.shape(), sessions, Double.POSITIVE_INFINITY);
        }
        return (prompts - asked) * NANOS / (System.nanoTime() - start);
    }

    /** As many prompts as take the time of a phase. */
    private int count(double perSecond) {
        return Math.max(FEWEST_PROMPTS, (int)
                (perSecond * settings.phase().toMillis() / Duration.ofSeconds(1).toMillis()));
    }

    private Phase answered(OpenLoad load, AnswerWatch watch, PromptShape shape, int count, double perSecond)
            throws InterruptedException {
        Phase phase = new Phase(prompts, count);
        prompts += count;
        watch.follow(phase);
        load.send(phase, shape, perSecond);
        watch.await(PATIENCE);
        return phase;
    }

    private Consumer<StreamExecutionEnvironment> job(Configuration options) {
        return measured.bare()
                ? environment -> AlteredJob.withOperator(
                        environment, options, new BareAnswers(settings.shape().frame()))
                : environment -> RivuletJob.build(environment, options);
    }

    private Configuration options(BrokerProcess broker) {
        Configuration options = new Configuration();
        options.set(RivuletOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        options.set(RivuletOptions.MODEL_PATH, settings.model());
        options.set(RivuletOptions.DELIVERY, measured.delivery());
        options.set(RivuletOptions.BATCH_SESSIONS, settings.batch());
        return options;
    }
}
