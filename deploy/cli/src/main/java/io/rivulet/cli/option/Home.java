package io.rivulet.cli.option;

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
}
