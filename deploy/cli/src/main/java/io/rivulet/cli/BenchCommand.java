package io.rivulet.cli;

import io.rivulet.cli.print.Console;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.bench.AnswerSize;
import io.rivulet.testbed.bench.PipelineBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the pipeline. */
@Command(
        name = "bench pipeline",
        description = {
            "Measures the job between two Kafka topics: a broker and a Flink cluster in processes of their own on this"
                    + " machine, on 127.0.0.1 alone, with bounded load.",
            "Each prompt brings one frame and asks for some more. How long an answer takes counts from when its prompt"
                    + " was due, committed answers alone are read. Results are appended to pipeline.jsonl."
        },
        showDefaultValues = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--quick",
            description =
                    "The job and the same job without a model, in some minutes; all ways of running it take most of an hour.")
    private boolean quick;

    @Option(
            names = "--case",
            paramLabel = "BACKEND:SESSIONS[:at-least-once]",
            description =
                    "Measure this alone, exactly once, such as rocksdb:1000, or rocksdb:1000:at-least-once; may be repeated.")
    private List<String> cases = new ArrayList<>();

    @Option(names = "--model", paramLabel = "BUNDLE", description = "Folder or zip of a model of binary symbols.")
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
            description = "Where results stay and data are while it runs (default: .rivulet/bench in this project).")
    private Path folder = Path.of(System.getProperty("rivulet.home", ""), ".rivulet", "bench");

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        for (int count : new int[] {frames, block, parallelism, batch}) {
            if (count < 1) {
                throw new UsageError("frames, block, parallelism and batch must be 1 or more, got " + count
                        + "; leave them out for the defaults");
            }
        }
        Path data = folder.toAbsolutePath().normalize();
        System.setProperty("rivulet.log", data.resolve("bench.log").toString());
        try {
            String table = new PipelineBenchmark(
                            new PipelineBenchmark.Plan(
                                    quick, cases, model, new AnswerSize(frames, block), parallelism, batch, data),
                            console.out()::println)
                    .run();
            console.out().println();
            console.out().print(table);
            return 0;
        } catch (BundleException | IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }
}
