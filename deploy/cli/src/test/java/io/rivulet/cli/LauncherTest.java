package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/rivulet} in a checkout of its own, with a program in Maven's place that takes no time. */
class LauncherTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String BUILDS = """
            d=deploy/cli/target/rivulet-%s/bin
            mkdir -p $d
            printf '#!/usr/bin/env bash\\necho "home $RIVULET_HOME, said $*"\\n' >$d/rivulet
            chmod +x $d/rivulet
            touch deploy/cli/target/runtime.classpath
            echo '[INFO] Building Rivulet model 1 [1/2]'
            """;

    @TempDir
    private Path folder;

    private Path checkout;
    private Path tools;

    @BeforeEach
    void makeACheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("my src/src/-o'dd %20 #+&é*"));
        copy("pom.xml");
        copy("deploy/rivulet");
        copy("deploy/cli/src/distribution/bin/java.bash");
        for (String module : List.of("schemas", "model-core", "flink-operator")) {
            Files.createDirectories(checkout.resolve(module).resolve("src"));
        }
        tools = Tools.folder(folder.resolve("tools"), "find", "mkdir", "touch", "tee", "head", "chmod", "cat", "flock");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsYounger() throws Exception {
        maven(String.format(Locale.ROOT, """
                d=deploy/cli/target/rivulet-%s/bin
                mkdir -p $d
                printf '#!/usr/bin/env bash\\necho "home $RIVULET_HOME, said $*"\\n' >$d/rivulet
                chmod +x $d/rivulet
                touch deploy/cli/target/runtime.classpath
                echo '[INFO] Building Rivulet model 1 [1/2]'
                """, version()));
        ProgramRun first = rivulet("tail", "--max", "1");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("home " + checkout + ", said tail --max 1\n");
        assertThat(first.err().lines())
                .containsExactly(
                        "rivulet: building (the first time libraries are fetched, which takes minutes; log: "
                                + checkout.resolve("target/build.log") + ")",
                        "rivulet:   model");
        assertThat(rivulet("help").err()).isEmpty();

        Files.writeString(checkout.resolve("schemas/src/New.java"), "class New {}");
        assertThat(rivulet("help").err()).startsWith("rivulet: building");
        assertThat(rivulet("help").err()).isEmpty();

        Files.createDirectories(checkout.resolve("schemas/target"));
        Files.writeString(checkout.resolve("schemas/target/made.txt"), "by a build");
        Files.writeString(checkout.resolve("schemas/README.md"), "a page");
        assertThat(rivulet("help").err()).isEmpty();
    }

    /** Another user than the one who builds, for whom nothing here can be written. */
    @Test
    void anotherUserRunsWhatIsBuiltAndCannotBuild() throws Exception {
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeTrue(
                ProgramRun.succeeds(folder, with(nobody, "test", "-x", System.getProperty("java.home") + "/bin/java")),
                "this user may not become another");
        maven(String.format(Locale.ROOT, BUILDS, version()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProgramRun refused = rivulet(nobody, "help");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("rivulet: building writes into the checkout, " + checkout
                        + " cannot be written; have its owner run " + checkout + "/deploy/rivulet help\n");
        assertThat(rivulet("help").exitCode()).isZero();
        ProgramRun run = rivulet(nobody, "help");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("home " + checkout + ", said help\n");
    }

    @Test
    void aBuildThatFailsShowsItsErrorsAndWhereTheLogIs() throws Exception {
        maven("""
                echo '[INFO] fine'
                echo '[ERROR] a rule is broken -> [Help 1]'
                echo '[ERROR] more about help'
                exit 1
                """);
        ProgramRun run = rivulet("local");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().skip(1))
                .containsExactly(
                        "[ERROR] a rule is broken -> [Help 1]",
                        "rivulet: the build failed; its whole log is " + checkout.resolve("target/build.log"));
    }

    @Test
    void aBuildThatIsInterruptedEndsTheLauncherAndIsNoneThatFailed() throws Exception {
        List<String> alone = List.of("setsid", "--wait");
        assumeTrue(ProgramRun.succeeds(folder, with(alone, "true")), "a group of processes needs setsid");
        maven("""
                trap 'exit 130' INT
                kill -INT 0
                exit 1
                """);
        ProgramRun run = rivulet(alone, "local");
        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.err()).doesNotContain("failed");
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        ProgramRun run = rivulet("local");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("rivulet: building needs Maven, no mvn is on the PATH; install it (Debian: maven)\n");
    }

    private ProgramRun rivulet(String... words) throws Exception {
        return rivulet(List.of(), words);
    }

    private ProgramRun rivulet(List<String> as, String... words) throws Exception {
        List<String> command = with(as, "env", "-i", "PATH=" + tools, "JAVA_HOME=" + System.getProperty("java.home"));
        command.add(checkout.resolve("deploy/rivulet").toString());
        command.addAll(List.of(words));
        return ProgramRun.of(folder, "", command);
    }

    private static List<String> with(List<String> first, String... more) {
        List<String> words = new ArrayList<>(first);
        words.addAll(List.of(more));
        return words;
    }

    private void maven(String script) throws IOException {
        Path maven = Files.writeString(tools.resolve("mvn"), "#!/usr/bin/env bash\n" + script);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private static String version() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        int begin = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(begin, pom.indexOf("</version>", begin));
    }

    private void copy(String file) throws IOException {
        Path to = checkout.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(ROOT.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
