package io.rivulet.cli.option;

import io.rivulet.cli.print.Console;
import io.rivulet.testbed.cluster.DataFolder;
import io.rivulet.testbed.cluster.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where Rivulet is at home: the checkout that it was started from, or the folder that a person stands in. */
public final class Home {
    private Home() {}

    /** The folder itself. */
    public static Path folder() {
        return Path.of(System.getProperty("rivulet.home", ""));
    }

    /**
     * What commands write unless another folder is named: logs, results, and data while they run.
     *
     * @param console is told of another place, if data cannot be kept at home
     */
    public static Path data(Console console) {
        return data(console, System.getenv());
    }

    static Path data(Console console, Map<String, String> environment) {
        Path wanted = folder().resolve(".rivulet");
        Optional<String> flaw = DataFolder.flaw(wanted);
        if (flaw.isEmpty()) {
            return wanted;
        }
        Path own = StateFolder.of(environment);
        console.err().println("rivulet: " + flaw.get() + "; what is written goes to " + own);
        return own;
    }

    /**
     * Takes a folder of data for this process alone.
     *
     * @throws UsageError if another process has it, or if it cannot be written
     */
    public static FolderLock claim(Path data) {
        try {
            return FolderLock.of(data);
        } catch (IOException e) {
            throw new UsageError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether there are sources, and what is built of them; otherwise this is a distribution. */
    public static boolean isCheckout() {
        return Files.isRegularFile(folder().resolve("deploy/rivulet"));
    }

    /** What a person types to start Rivulet from the home. */
    public static String command() {
        return isCheckout() ? "deploy/rivulet" : "bin/rivulet";
    }
}
