package io.rivulet.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Rivulet is at home: the checkout that it was started from, or the folder that a person stands in. */
public final class Home {
    private Home() {}

    /** The folder itself. */
    public static Path folder() {
        return Path.of(System.getProperty("rivulet.home", ""));
    }

    /** What commands write unless another folder is named: logs, results, and data while they run. */
    public static Path data() {
        return folder().resolve(".rivulet");
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
