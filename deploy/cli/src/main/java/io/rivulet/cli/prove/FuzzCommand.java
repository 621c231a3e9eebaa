package io.rivulet.cli.prove;

import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.testbed.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries random bytes on the parsers of bytes from outside. */
@Command(
        name = "fuzz",
        header = "Try random bytes as event, bundle and state.",
        description =
                "Runs Jazzer on the fuzz tests in little memory, one after the other, and keeps what breaks one in"
                        + " target/fuzz. Needs a checkout.",
        sortOptions = false)
public final class FuzzCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each is tried (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Try these alone: ${COMPLETION-CANDIDATES}; all if none is named.")
    private List<FuzzTarget> targets = new ArrayList<>();

    /** The command, writing to this console. */
    public FuzzCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1) {
            throw new UsageError("--minutes must be a whole number from 1, got '" + minutes + "'; leave it out for 10");
        }
        Checkout checkout = Checkout.here();
        for (FuzzTarget target : targets.isEmpty() ? List.of(FuzzTarget.values()) : targets) {
            int code = fuzz(checkout, target);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private int fuzz(Checkout checkout, FuzzTarget target) throws IOException, InterruptedException {
        Path wanted = checkout.root().resolve("target/fuzz");
        Path kept = DataFolder.flaw(wanted).isEmpty()
                ? wanted
                : Home.data(console).resolve("fuzz").toAbsolutePath();
        Path found = kept.resolve(target.toString());
        Path corpus = Files.createDirectories(found.resolve("corpus"));
        console.err()
                .printf(
                        Locale.ROOT,
                        "rivulet: fuzzing %s for %d minutes; what breaks it is kept in %s%n",
                        target,
                        minutes,
                        found);
        List<String> arguments = new ArrayList<>();
        // In little memory, so that a parser which believes a length is found out.
        arguments.add("-Xmx512m");
        arguments.addAll(Jvm.VECTORS);
        arguments.addAll(Jvm.NEUTRAL);
        arguments.addAll(
                List.of("-cp", checkout.testClassPath(target.module()), "com.code_intelligence.jazzer.Jazzer"));
        arguments.addAll(List.of(
                "--target_class=" + target.testClass(),
                "--instrumentation_includes=" + target.traced(),
                "--custom_hook_includes=" + target.traced(),
                "-max_total_time=" + 60 * minutes,
                "-max_len=65536",
                "-timeout=60",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                "-artifact_prefix=" + found + "/",
                corpus.toString(),
                checkout.root().resolve(target.cases()).toString()));
        return new ChildJava(found, arguments, Map.of()).run();
    }
}
