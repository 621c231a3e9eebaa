package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Prompt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedPassTest {
    private static final long SEED = 20261127;
    private static final Limits LIMITS =
            Harness.limits().maxObservedSymbols(10_000).maxBlockSteps(1000).build();

    @TempDir
    Path folder;

    @Test
    void longBlocksAndPromptsGiveTheSameBytesOnTwoThreadsWhichEndWithTheTask() throws Exception {
        Bundle bundle = TinyBundles.binary(folder, SEED);
        float[] observed = new float[2000];
        for (int i = 0; i < observed.length; i += 3) {
            observed[i] = 1;
        }
        List<Prompt> prompts = List.of(
                Prompts.to("a").observing(observed).generating(3000).blocks(500).prompt(),
                Prompts.to("a").generating(3000).blocks(700).prompt());
        GenerateSettings settings =
                GenerateSettings.of(folder.toString(), LIMITS).passThreads(2).build();
        try (Harness task = Harness.open(settings)) {
            for (Prompt prompt : prompts) {
                task.send(prompt);
                task.run();
            }
            assertThat(task.chunks()).as("seed %d", SEED).isEqualTo(new Oracle(bundle).answers(prompts));
            assertThat(passThreads()).isNotEmpty();
        }
        for (Thread thread : passThreads()) {
            thread.join(Duration.ofSeconds(30).toMillis());
        }
        assertThat(passThreads()).isEmpty();
    }

    private static List<Thread> passThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rivulet-pass-"))
                .toList();
    }
}
