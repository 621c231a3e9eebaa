package io.rivulet.cli.prove;

import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.ModelOption;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.bench.AnswerSize;
import io.rivulet.testbed.bench.PipelineBenchmark;
import io.rivulet.testbed.cluster.FolderLock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the pipeline. */
@Command(
        name = "pipeline",
        header = "Measure the job, Kafka to Kafka, against the model alone.",
        description = {
            "Measures the job between two Kafka topics: a broker and a Flink cluster in processes of their own on"
                    + " this machine, on 127.0.0.1 alone, with bounded load.",
            "Each prompt brings one frame and asks for some more. How long an answer takes counts from when its"
                    + " prompt was due, committed answers alone are read. Results are appended to pipeline.jsonl."
        },
        showDefaultValues = true,
        sortOptions = false)
final class PipelineCommand implements Callable<Integer> {
    private final BenchCommand bench;
    private final Console console;

    @Option(
            names = "--quick",
            description =
                    "The job and the same job without a model, in some minutes; all ways of running it take most of"
                            + " an hour.")
    private boolean quick;

    @Option(
            names = "--case",
            paramLabel = "BACKEND:SESSIONS[:at-least-once]",
            description =
                    "Measure this alone, exactly once, such as rocksdb:1000, or rocksdb:1000:at-least-once; may be"
                            + " repeated.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description = "A model of binary symbols: a bundle's folder or zip, at a path or a URI, or builtin:NAME.")
    private String model = RivuletOptions.MODEL_PATH.defaultValue();

    @Option(names = "--frames", paramLabel = "N", description = "Frames that each prompt asks for.")
    private int frames = 28;

    @Option(names = "--block", paramLabel = "STEPS", description = "Frames of a chunk.")
    private int block = 28;

    @Option(names = "--parallelism", paramLabel = "N", description = "Slots that generate.")
    private int parallelism = 1;

    @Option(names = "--batch", paramLabel = "N", description = "Sessions that share a pass of the model.")
    private int batch = RivuletOptions.BATCH_SESSIONS.defaultValue();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where results stay and data are while it runs (default: .rivulet/bench).")
    private @Nullable Path folder;

    @Spec
    private @Nullable CommandSpec spec;

    PipelineCommand(BenchCommand bench, Console console) {
        this.bench = bench;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        bench.requireAlone("pipeline");
        for (int count : new int[] {frames, block, parallelism, batch}) {
            if (count < 1) {
                throw new UsageError("frames, block, parallelism and batch must be 1 or more, got " + count
                        + "; leave them out for the defaults");
            }
        }
        ModelOption.load(model);
        List<String> words =
                Objects.requireNonNull(spec).commandLine().getParseResult().originalArgs();
        List<String> asked = words.subList(words.indexOf("pipeline"), words.size());
        String run = RunLine.here(Home.folder().toAbsolutePath());
        System.setProperty("rivulet.run", run);
        PrintStream err = System.err;
        Path home = Home.data(console).resolve("bench");
        Path data = (folder == null ? home : folder).toAbsolutePath().normalize();
        // What runs there has one log of each name.
        try (FolderLock alone = Home.claim(data);
                BenchRecord record = BenchRecord.begin(home, asked, run, console)) {
            // Where the log's warnings go.
            System.setErr(record.err());
            return measure(data, record.out());
        } finally {
            System.setErr(err);
        }
    }

    private int measure(Path data, PrintStream out) throws Exception {
        System.setProperty("rivulet.log", data.resolve("bench.log").toString());
        try {
            String table = new PipelineBenchmark(
                            new PipelineBenchmark.Plan(
                                    quick, cases, model, new AnswerSize(frames, block), parallelism, batch, data),
                            out::println)
                    .run();
            out.println();
            out.print(table);
            return 0;
        } catch (BundleException | IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }
}
