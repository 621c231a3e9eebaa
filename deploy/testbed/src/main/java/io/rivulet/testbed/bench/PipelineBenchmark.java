package io.rivulet.testbed.bench;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.flink.state.KeyedSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The job between two topics, measured in several ways of running it, against the model alone. */
public final class PipelineBenchmark {
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
    private static final MemorySize WORKER = MemorySize.parse("3g");
    private static final int THOUSAND = 1000;
    private static final int MILLION = THOUSAND * THOUSAND;

    /**
     * What to measure.
     *
     * @param quick two cases and short phases in place of all
     * @param cases those to measure, as {@code BACKEND:KEYS}; none for the usual ones
     * @param model as the job's option takes it
     * @param answers that each prompt asks for
     * @param parallelism slots that generate
     * @param batch sessions that share a pass
     * @param folder of data, and of the history
     */
    public record Plan(
            boolean quick,
            List<String> cases,
            String model,
            AnswerSize answers,
            int parallelism,
            int batch,
            Path folder) {}

    private final Plan plan;
    private final Consumer<String> say;

    public PipelineBenchmark(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** Measures all cases and returns their table. */
    public String run() throws Exception {
        List<PipelineCase> cases = cases();
        Bundle bundle = new BundleLocation(plan.model()).load();
        if (bundle.config().emission().kind() != SymbolKind.BINARY) {
            throw new IllegalArgumentException("the prompts of a measurement are binary, model "
                    + bundle.config().name() + " emits "
                    + bundle.config().emission().kind()
                    + " symbols; choose a model of binary symbols");
        }
        int frame = bundle.config().frame();
        Duration phase = Duration.ofSeconds(plan.quick() ? 6 : 30);
        PipelineSettings settings = new PipelineSettings(
                plan.model(),
                new PromptShape(
                        frame, plan.answers().frames() * frame, plan.answers().block()),
                plan.parallelism(),
                plan.batch(),
                Duration.ofSeconds(plan.quick() ? 100 : 180),
                phase,
                CHECKPOINTS,
                WORKER);
        String machine = String.format(
                Locale.ROOT,
                "%d processors, Java %s, %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Kernels.best().describe());
        say.accept(machine);
        List<PipelineRow> rows = new ArrayList<>();
        Path logs = Files.createDirectories(plan.folder().resolve("logs"));
        try (ModelAlone model = ModelAlone.start(settings, logs.resolve("model-alone.log"))) {
            model.symbolsPerSecond(phase);
            say.accept(String.format(
                    Locale.ROOT,
                    "the model alone: %.0f symbols/s, %d at a time, threads: %d",
                    model.symbolsPerSecond(phase.dividedBy(2)),
                    plan.batch(),
                    plan.parallelism()));
            say.accept("bytes of state a session: " + KeyedSessions.bytesPerKey(bundle.config()));
            ResultFile results = new ResultFile(plan.folder().resolve("pipeline.jsonl"));
            for (PipelineCase each : cases) {
                PipelineRow row = new PipelineRun(settings, each, say).measure(plan.folder(), model);
                results.add(machine, settings, row);
                rows.add(row);
            }
        }
        return PipelineTable.of(rows);
    }

    private List<PipelineCase> cases() {
        if (!plan.cases().isEmpty()) {
            return plan.cases().stream().map(PipelineCase::parse).toList();
        }
        return plan.quick() ? quick() : all();
    }

    private static List<PipelineCase> quick() {
        return List.of(
                PipelineCase.of(DeliveryGuarantee.EXACTLY_ONCE, "hashmap", THOUSAND),
                PipelineCase.bare(DeliveryGuarantee.EXACTLY_ONCE, THOUSAND));
    }

    private static List<PipelineCase> all() {
        List<PipelineCase> cases = new ArrayList<>(quick());
        cases.add(PipelineCase.of(DeliveryGuarantee.AT_LEAST_ONCE, "hashmap", THOUSAND));
        cases.add(PipelineCase.of(DeliveryGuarantee.EXACTLY_ONCE, "rocksdb", THOUSAND));
        cases.add(PipelineCase.of(DeliveryGuarantee.AT_LEAST_ONCE, "rocksdb", THOUSAND));
        cases.add(PipelineCase.of(DeliveryGuarantee.EXACTLY_ONCE, "rocksdb", 100 * THOUSAND));
        cases.add(PipelineCase.of(DeliveryGuarantee.EXACTLY_ONCE, "rocksdb", MILLION));
        return cases;
    }
}
