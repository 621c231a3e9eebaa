package io.rivulet.cli.prove;

import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the benchmarks that are among the tests. */
@Command(
        name = "bench",
        header = "Measure the model's parts; with serving, state or pipeline the operator and the whole job.",
        description = {
            "Measures products, passes, blocks against steps, long histories, peers and profiles. Needs a checkout.",
            "What a benchmark prints stays in .rivulet/bench, in a file named by its time and what was asked for."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
    static final List<String> PARTS = List.of("blocks", "history", "peers", "products", "shares", "passes", "profile");

    private final Console console;

    @Option(names = "--quick", description = "Shorter, and of fewer sizes.")
    private boolean quick;

    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            completionCandidates = Parts.class,
            description = "Measure these alone: ${COMPLETION-CANDIDATES}; all if none is named.")
    private List<String> parts = new ArrayList<>();

    /** What the shell completes. */
    static final class Parts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PARTS.iterator();
        }
    }

    private BenchCommand(Console console) {
        this.console = console;
    }

    /** The command with its commands, writing to this console. */
    public static CommandLine line(Console console) {
        BenchCommand bench = new BenchCommand(console);
        return new CommandLine(bench).addSubcommand(new PipelineCommand(bench, console));
    }

    /** Measures the parts. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        for (String part : parts) {
            if (!PARTS.contains(part)) {
                throw new UsageError("the parts of bench are " + String.join(", ", PARTS)
                        + ", or serving, state and pipeline, each alone; got '" + part
                        + "'; name parts, or none for all");
            }
        }
        return run(
                Benchmark.PARTS,
                Stream.concat(quick ? Stream.of("--quick") : Stream.of(), parts.stream())
                        .toList());
    }

    @Command(
            name = "serving",
            header = "Measure one task of the operator.",
            description = "Measures sessions at once against one by one, bytes allocated a symbol, and a short"
                    + " request's wait behind long ones. Needs a checkout.")
    int serving() throws IOException, InterruptedException {
        requireAlone("serving");
        return run(Benchmark.SERVING, List.of("serving"));
    }

    @Command(
            name = "state",
            header = "Measure access to a session's state.",
            description = "Measures reading and writing a session's state, directly and asynchronously, on each state"
                    + " backend. Needs a checkout.")
    int state() throws IOException, InterruptedException {
        requireAlone("state");
        return run(Benchmark.STATE, List.of("state"));
    }

    /** Refuses what stands between this command and one of its commands. */
    void requireAlone(String command) {
        if (quick || !parts.isEmpty()) {
            throw new UsageError("bench " + command + " must stand alone, got "
                    + (quick ? "--quick" : "'" + parts.get(0) + "'") + " before it; leave that out");
        }
    }

    private int run(Benchmark benchmark, List<String> asked) throws IOException, InterruptedException {
        Checkout checkout = Checkout.here();
        String classPath = checkout.testClassPath(benchmark.module());
        String run = RunLine.here(checkout.root());
        List<String> arguments = new ArrayList<>();
        arguments.add("-Drivulet.home=" + checkout.root());
        arguments.addAll(RunLine.options(System.getenv()));
        arguments.addAll(Jvm.NEUTRAL);
        arguments.add("-Drivulet.run=" + run);
        arguments.addAll(benchmark.options().toList());
        arguments.addAll(List.of("-cp", classPath, benchmark.mainClass()));
        if (benchmark == Benchmark.PARTS) {
            arguments.addAll(asked);
        }
        Map<String, String> environment = new HashMap<>(benchmark.environment());
        environment.keySet().removeAll(System.getenv().keySet());
        ChildJava child = new ChildJava(Path.of("").toAbsolutePath(), arguments, environment);
        try (BenchRecord record = BenchRecord.begin(Home.data(console).resolve("bench"), asked, run, console)) {
            return child.run(record.out(), record.err());
        }
    }
}
