package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandRun;
import io.rivulet.cli.digits.Digits;
import io.rivulet.cli.local.DrawSettings;
import io.rivulet.cli.local.LocalModel;
import io.rivulet.cli.local.LocalRun;
import io.rivulet.cli.local.LocalSettings;
import io.rivulet.cli.local.Stop;
import io.rivulet.cli.print.Console;
import io.rivulet.core.TinyBundles;
import io.rivulet.core.emission.Temperature;
import io.rivulet.testbed.Listeners;
import io.rivulet.testbed.cluster.ScratchFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a real broker, a real Flink, the real job; only the model is small and random. */
class LocalCommandTest {
    private static final Pattern BROKER = Pattern.compile("broker at (127\\.0\\.0\\.1:\\d+) and the job stay");

    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void writeModel() {
        model = TinyBundles.noise(folder.resolve("model"), 3);
    }

    @Test
    void onceEndsWhenEveryPromptIsAnsweredAndEveryBadEventRejected() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("o'dd %20 #+&é"));
        Path work = odd.resolve("-once");

        CommandRun run = CommandRun.of(
                "local", "--once", "--model", model.toString(), "--folder", work.toString(), "--timeout", "300");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(run.lines().size() - 1)).isEqualTo("answered=60 rejected=4 reprocessed=0");
        assertThat(run.lines()).filteredOn(line -> line.startsWith("rejected ")).hasSize(4);
        Digits.bundled().forEach(digit -> assertThat(run.out()).contains("digit-" + digit.label() + "-b"));
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).as("what is left of the run").noneMatch(Files::isDirectory);
        }
        assertThat(odd.toFile().list()).containsExactly("-once");
        assertThat(folder.toFile().list())
                .filteredOn(name -> name.startsWith("o'dd"))
                .containsExactly(String.valueOf(odd.getFileName()));
    }

    @Test
    void withoutOnceItAnswersOthersUntilItIsStopped() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Stop stop = new Stop();
        LocalSettings settings = new LocalSettings(
                false, model.toString(), new DrawSettings(14, 1, Temperature.ONE), 0, Duration.ofMinutes(5));
        Console console = Console.of(stream, stream, Map.of(), null);
        ScratchFolder data = ScratchFolder.in(folder.resolve("stay"));
        LocalRun local = new LocalRun(settings, LocalModel.of(settings.model()), data, console, stop);
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> run(local));
        try {
            String broker = awaitBroker(out, exitCode);
            List<InetSocketAddress> listeners =
                    Listeners.of(ProcessHandle.current().pid());
            System.out.println("listeners of the local run: " + listeners);
            assertThat(listeners).hasSizeGreaterThan(2).allMatch(address -> address.getAddress()
                    .isLoopbackAddress());

            CommandRun prompt = CommandRun.of(
                    "prompt",
                    "--bootstrap-servers",
                    broker,
                    "--session",
                    "mine",
                    "--request",
                    "r",
                    "--count",
                    "100",
                    "--block",
                    "2");
            CommandRun tail = CommandRun.of(
                    "tail", "--bootstrap-servers", broker, "--from-beginning", "--max", "62", "--timeout", "30");
            CommandRun letters = CommandRun.of(
                    "tail",
                    "--bootstrap-servers",
                    broker,
                    "--dead-letters",
                    "--from-beginning",
                    "--max",
                    "4",
                    "--timeout",
                    "30");

            CommandRun rollout = CommandRun.of(
                    "rollout", "--bootstrap-servers", broker, "--model", model.toString(), "--policy", "keep");

            assertThat(rollout.err()).isEmpty();
            assertThat(rollout.out()).contains(" in control, partition 0, offset 0");
            assertThat(prompt.exitCode()).isZero();
            assertThat(tail.exitCode()).isZero();
            List<String> mine = tail.lines().stream()
                    .filter(line -> line.startsWith("session mine request r "))
                    .toList();
            assertThat(mine).hasSize(2);
            assertThat(mine.get(0)).startsWith("session mine request r chunk 1/2 at 0, absorbed 2 steps: [");
            assertThat(mine.get(1)).startsWith("session mine request r chunk 2/2 at 56, absorbed 1 steps, COMPLETED");
            assertThat(letters.exitCode()).isZero();
        } finally {
            stop.request();
        }
        assertThat(exitCode.get(120, TimeUnit.SECONDS)).isZero();
        data.close();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(" with topics prompts, chunks, dead-letters and control, ")
                .contains("\nmine r ")
                .endsWith("reprocessed=0\n");
    }

    @Test
    void aRunThatIsRefusedLeavesTheLogsOfOthersAsTheyAreAndNoneOfItsOwn() throws Exception {
        Path work = folder.resolve("shared");
        try (ScratchFolder other = ScratchFolder.in(work)) {
            Path log = Files.writeString(other.log("local"), "of another run");
            CommandRun run = CommandRun.of(
                    "local",
                    "--folder",
                    work.toString(),
                    "--model",
                    folder.resolve("none").toString());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(log).hasContent("of another run");
            assertThat(work.toFile().list()).hasSize(2);
        }
    }

    @Test
    void whatCannotBeIsRefusedInOneLineWithExitCodeTwo() throws Exception {
        assertRefused("--block must be 1 or more, got 0", "--block", "0");
        assertRefused("--temperature must be 0 to 10, got 11.0", "--temperature", "11");
        assertRefused("found nothing at", "--model", folder.resolve("none").toString());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    "must hold no comma", "--folder", folder.resolve("a,b").toString());
            assertRefused("must be writable", "--folder", "/proc/version/x");
            assertRefused("port must be free, " + port, "--model", model.toString(), "--port", port);
        }
    }

    private static void assertRefused(String named, String... options) {
        Stream<String> own = List.of(options).contains("--folder")
                ? Stream.of()
                : Stream.of("--folder", folder.resolve("refused").toString());
        CommandRun run = CommandRun.of(Stream.of(Stream.of("local", "--once"), own, Stream.of(options))
                .flatMap(words -> words)
                .toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("rivulet: ").contains(named);
    }

    private static String awaitBroker(ByteArrayOutputStream out, CompletableFuture<Integer> exitCode)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (System.nanoTime() < deadline && !exitCode.isDone()) {
            Matcher broker = BROKER.matcher(out.toString(StandardCharsets.UTF_8));
            if (broker.find()) {
                return broker.group(1);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the launcher must invite, printed only:\n" + out.toString(StandardCharsets.UTF_8));
    }

    private static int run(LocalRun local) {
        try {
            return local.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
