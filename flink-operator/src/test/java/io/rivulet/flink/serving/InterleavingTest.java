package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.TinyBundles;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.RolloutPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No session leaks into another: a thousand of them at once give what each gives alone. */
class InterleavingTest {

    private static final long SEED = 20260501;

    @TempDir
    static Path folder;

    private static Traffic traffic;
    private static final Map<String, List<Chunk>> alone = new HashMap<>();

    @BeforeAll
    static void answerEachSessionAlone() {
        Bundle bundle = TinyBundles.binary(folder, SEED);
        traffic = new Traffic(new Random(SEED), 1000, 2);
        Oracle oracle = new Oracle(bundle);
        traffic.bySession().forEach((session, prompts) -> alone.put(session, oracle.answers(prompts)));
    }

    @ParameterizedTest(name = "seed " + SEED + ", batches of {0}, parallelism {1}")
    @CsvSource({"1,1", "7,1", "64,1", "1,2", "7,2", "64,2", "1,3", "7,3", "64,3"})
    void aThousandInterleavedSessionsGiveWhatEachGivesAlone(int batch, int parallelism) throws Exception {
        Limits limits = Harness.limits().maxBlockSteps(256).maxBatch(batch).build();
        GenerateSettings settings = Harness.settings(folder.toString(), RolloutPolicy.REJECT, limits);
        Random random = new Random(SEED + batch * 10L + parallelism);
        List<Harness> tasks = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            tasks.add(Harness.open(settings, "hashmap", parallelism, i));
        }
        for (Prompt prompt : traffic.interleaved()) {
            Harness task = tasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    prompt.origin().sessionId(), Harness.MAX_PARALLELISM, parallelism));
            task.arrive(prompt);
            if (random.nextInt(8) == 0) {
                task.wave();
            }
        }
        Map<String, List<Chunk>> together = new HashMap<>();
        for (Harness task : tasks) {
            task.run();
            assertThat(task.deadLetters()).isEmpty();
            task.chunks()
                    .forEach(chunk -> together.computeIfAbsent(chunk.origin().sessionId(), key -> new ArrayList<>())
                            .add(chunk));
            task.close();
        }
        assertThat(together).isEqualTo(alone);
    }
}
