package io.rivulet.cli.prove;

import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.testbed.cluster.FolderLock;
import io.rivulet.testbed.qualification.Qualification;
import io.rivulet.testbed.qualification.QualificationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks a cluster on purpose and checks what comes out. */
@Command(
        name = "qualify",
        header = "Break a cluster on purpose, under load, and check every record that comes out.",
        description = {
            "Starts a broker and a Flink cluster in processes of their own on this machine, on 127.0.0.1 alone, breaks"
                    + " them under load, and compares every record that comes out with what the prompts alone must"
                    + " give. Sabotaged jobs must be caught.",
            "Prints a scorecard and writes it as JSON. Exit code 0 if every promise was held, 1 if not, with a line for"
                    + " each that was broken."
        },
        showDefaultValues = true,
        sortOptions = false)
public final class QualifyCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--faults", paramLabel = "N", description = "Faults of each kind.")
    private int faults = 10;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the prompts, and of when and where faults strike (default: another every time).")
    private @Nullable Long seed;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Take this exam alone; may be repeated. All but the soak are taken otherwise.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--minutes", paramLabel = "M", description = "Length of the soak.")
    private int minutes = 60;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Of data while it runs, logs and results (default: .rivulet/qualification).")
    private @Nullable Path folder;

    /** The command, writing to this console. */
    public QualifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path data = (folder == null ? Home.data(console).resolve("qualification") : folder)
                .toAbsolutePath()
                .normalize();
        Qualification.Plan plan;
        try {
            plan = new Qualification.Plan(
                    faults,
                    seed == null ? System.nanoTime() % 1_000_000 : seed,
                    only,
                    Duration.ofMinutes(minutes),
                    data);
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
        // What runs there has one log of each name.
        try (FolderLock alone = Home.claim(data)) {
            System.setProperty("rivulet.log", data.resolve("qualify.log").toString());
            return qualify(plan);
        }
    }

    private int qualify(Qualification.Plan plan) throws Exception {
        QualificationReport report = new Qualification(plan, console.out()::println).run();
        console.out().println();
        console.out().print(report.table());
        console.out().println(report.write());
        report.broken().forEach(line -> console.out().println("broken: " + line));
        return report.broken().isEmpty() ? 0 : 1;
    }
}
