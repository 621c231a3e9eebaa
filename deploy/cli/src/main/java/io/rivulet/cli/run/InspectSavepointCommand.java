package io.rivulet.cli.run;

import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.Console;
import io.rivulet.cli.print.SessionPrinter;
import io.rivulet.cli.savepoint.NoSavepoint;
import io.rivulet.cli.savepoint.SavepointContent;
import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.state.KeptSession;
import io.rivulet.testbed.cluster.ScratchFolder;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a savepoint keeps of each session. */
@Command(
        name = "inspect-savepoint",
        header = "Show what a savepoint or checkpoint of the job keeps of each session.",
        description = {
            "Shows the sessions in a savepoint or checkpoint of the job: how far each has come, the model that made"
                    + " its state, what of it is unfinished, and bytes; then the rollout in force, if there is one."
                    + " Never what a session has seen.",
            "Reads savepoints of every format and checkpoints of the hashmap and RocksDB state backends, in this"
                    + " process. The exit code is 1 if --session names one that is not in it."
        },
        sortOptions = false)
public final class InspectSavepointCommand implements Callable<Integer> {
    private static final int NOT_FOUND = 1;

    private final Console console;

    @Parameters(paramLabel = "PATH", description = "Folder of the savepoint, or a URI that Flink's file systems read.")
    private String path = "";

    @Option(names = "--session", paramLabel = "ID", description = "Show this session alone.")
    private @Nullable String session;

    @Option(names = "--json", description = "Print each session as a line of JSON, and no sum.")
    private boolean json;

    /** The command, writing to this console. */
    public InspectSavepointCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        SessionPrinter printer = new SessionPrinter(console, json);
        try (ScratchFolder scratch = ScratchFolder.in(Home.data(console))) {
            print(printer, scratch);
        }
        printer.sum();
        return session != null && printer.sessions() == 0 ? NOT_FOUND : 0;
    }

    private void print(SessionPrinter printer, ScratchFolder scratch) {
        try (CloseableIterator<KeptSession> kept = SavepointContent.sessions(path, session, scratch.folder("flink"))) {
            while (kept.hasNext()) {
                printer.print(kept.next());
            }
            Map.Entry<String, Rollout> rollout =
                    session == null ? SavepointContent.rolloutInForce(path, scratch.folder("rollout")) : null;
            if (rollout != null) {
                printer.print(rollout.getValue(), rollout.getKey());
            }
        } catch (NoSavepoint e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        } catch (Exception e) {
            throw new UsageError(
                    "a savepoint must be whole, with state of this version or a former one, found one that cannot be"
                            + " read at " + path + " (" + root(e) + "); give another, or copy it again with all its"
                            + " files",
                    e);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
