package io.rivulet.cli.run;

import io.rivulet.broker.Loopback;
import io.rivulet.cli.local.DrawSettings;
import io.rivulet.cli.local.LocalModel;
import io.rivulet.cli.local.LocalRun;
import io.rivulet.cli.local.LocalSettings;
import io.rivulet.cli.local.Stop;
import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.core.emission.Temperature;
import io.rivulet.flink.job.RivuletOptions;
import io.rivulet.testbed.cluster.DataFolder;
import io.rivulet.testbed.cluster.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a broker and the job on this machine. */
@Command(
        name = "local",
        header = "A broker and the job on this machine: draw completed digits as they arrive.",
        description = {
            "Starts a Kafka broker and the Flink job in one process on this machine, and completes handwritten digits.",
            "Each digit's upper half arrives in three events; the model draws the lower half. Everything listens on"
                    + " 127.0.0.1 alone and is deleted at the end; the log stays."
        },
        footer = {
            "",
            "With --once the last line is answered=N rejected=M reprocessed=R: prompts answered in full, events"
                    + " rejected, and steps that ran more often than the sessions advanced, all counted from what was"
                    + " read back from the broker. The exit code is 0 if nothing is missing, duplicated, out of order"
                    + " or reprocessed."
        })
public final class LocalCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--once", description = "End when all prompts are answered.")
    private boolean once;

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description = "A model of binary pictures: a bundle's folder or zip, at a path or a URI, or builtin:NAME"
                    + " (default: the built-in one).")
    private @Nullable String model;

    @Option(
            names = "--block",
            paramLabel = "ROWS",
            defaultValue = "2",
            description = "Rows that are drawn at once; one is best, 14 fastest (default: ${DEFAULT-VALUE}).")
    private int block;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "0 for the likeliest pixels, 1 as trained (default: ${DEFAULT-VALUE}).")
    private float temperature;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the broker (default: any that is free).")
    private int port;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the log and, while it runs, all data are (default: .rivulet).")
    private @Nullable Path folder;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long all answers together may take (default: ${DEFAULT-VALUE}).")
    private int timeout;

    /** The command, writing to this console. */
    public LocalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LocalSettings settings = settings();
        Path parent =
                (folder == null ? Home.data(console) : folder).toAbsolutePath().normalize();
        requireFree(port);
        try (ScratchFolder data = ScratchFolder.in(parent);
                Interruption interruption = new Interruption(data)) {
            return run(settings, data, interruption.stop());
        } catch (IOException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }

    private int run(LocalSettings settings, ScratchFolder data, Stop stop) throws Exception {
        Path log = data.log("local");
        System.setProperty("rivulet.log", log.toString());
        try {
            LocalModel served = model(settings);
            console.out().println("log: " + log);
            return new LocalRun(settings, served, data, console, stop).run();
        } catch (UsageError e) {
            // What was refused has nothing to tell.
            Files.deleteIfExists(log);
            throw e;
        } catch (Exception e) {
            if (stop.requested()) {
                return Interruption.INTERRUPTED;
            }
            String full = DataFolder.full(data.path()).orElse(null);
            if (full != null) {
                throw new UsageError(full, e);
            }
            throw e;
        }
    }

    private static LocalModel model(LocalSettings settings) throws IOException {
        try {
            return LocalModel.of(settings.model());
        } catch (BundleException | IllegalArgumentException e) {
            throw new UsageError("--model must name a usable model: " + e.getMessage(), e);
        }
    }

    private LocalSettings settings() {
        require(block >= 1, "--block must be 1 or more, got " + block + "; use 1 for the best pictures");
        require(temperature >= 0 && temperature <= 10, "--temperature must be 0 to 10, got " + temperature + "; try 1");
        require(port >= 0 && port <= 65535, "--port must be 0 to 65535, got " + port + "; leave it out for a free one");
        require(timeout >= 1, "--timeout must be 1 or more, got " + timeout + "; leave it out for 120");
        return new LocalSettings(
                once,
                model == null ? RivuletOptions.MODEL_PATH.defaultValue() : model,
                new DrawSettings(block, seed, new Temperature(temperature)),
                port,
                Duration.ofSeconds(timeout));
    }

    private static void requireFree(int port) {
        try {
            Loopback.ports(port);
        } catch (IOException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new UsageError(message);
        }
    }
}
