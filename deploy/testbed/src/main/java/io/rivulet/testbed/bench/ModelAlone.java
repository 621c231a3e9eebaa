package io.rivulet.testbed.bench;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.serving.BundleLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The model alone in a JVM that does nothing else, started as a worker's is. In the measuring process, whose compilers
 * have seen much besides, it is slower than in a worker.
 */
final class ModelAlone implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final Writer questions;

    private ModelAlone(Process process, Path log) {
        this.process = process;
        this.log = log;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Starts it; what it has to complain of is in {@code log}. */
    static ModelAlone start(PipelineSettings settings, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Xmx1g", "-Drivulet.log=" + log));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ModelAlone.class.getName()));
        PromptShape shape = settings.shape();
        command.add(settings.model());
        for (int number :
                List.of(shape.frame(), shape.generated(), shape.block(), settings.batch(), settings.parallelism())) {
            command.add(Integer.toString(number));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ModelAlone(process, log);
    }

    /** Symbols a second of all its threads together, over so long a time. */
    double symbolsPerSecond(Duration time) throws IOException {
        questions.write(time.toMillis() + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(
                    "the process of the model alone must live while it is asked, it has ended; see " + log);
        }
        return Double.parseDouble(answer);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }

    /**
     * Arguments: the model, the numbers of a {@link PromptShape}, batch and threads. Each line read is a time in ms.
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        Bundle bundle = new BundleLocation(arguments[0]).load();
        int[] numbers = new int[arguments.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i + 1]);
        }
        KernelRate rate =
                new KernelRate(bundle, new PromptShape(numbers[0], numbers[1], numbers[2]), numbers[3], numbers[4]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(rate.symbolsPerSecond(Duration.ofMillis(Long.parseLong(line))));
            out.flush();
        }
    }
}
