package io.rivulet.cli.prove;

import io.rivulet.cli.option.Home;
import io.rivulet.cli.option.UsageError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout of the sources, built by Maven: what is measured and fuzzed with tools of the tests is there alone. */
record Checkout(Path root) {
    private static final String NO_COMMIT = "no commit";

    /**
     * The checkout that this process was started from.
     *
     * @throws UsageError if it was started from a distribution
     */
    static Checkout here() {
        Path root = Home.folder().toAbsolutePath().normalize();
        if (!Home.isCheckout()) {
            throw new UsageError("bench and fuzz need a checkout, whose tests they run on, found none at " + root
                    + "; start them with deploy/rivulet of a checkout (bench pipeline and qualify run without)");
        }
        return new Checkout(root);
    }

    /**
     * The tests of a module, the module, and all that they need.
     *
     * @param module its folder, such as {@code model-core/lab}
     * @throws UsageError if Maven has not built them
     */
    String testClassPath(String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        Path libraries = target.resolve("test.classpath");
        if (!Files.isRegularFile(libraries)) {
            throw new UsageError("the tests of " + module + " must be built, found no " + libraries
                    + "; run mvn -DskipTests package in " + root);
        }
        String needed = Files.readString(libraries).strip();
        for (String library : needed.split(File.pathSeparator)) {
            if (!Files.isReadable(Path.of(library))) {
                throw new UsageError("what the tests of " + module + " need must be readable, " + library
                        + " is not; run this as whoever built it, or build a checkout of your own");
            }
        }
        return String.join(
                File.pathSeparator,
                target.resolve("test-classes").toString(),
                target.resolve("classes").toString(),
                needed);
    }

    /** What git calls the code under this folder, with {@code -dirty} where it was edited. */
    static String commit(Path folder) throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "-C", folder.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !name.isEmpty() ? name : NO_COMMIT;
        } catch (IOException e) {
            return NO_COMMIT;
        }
    }
}
