package io.rivulet.testbed.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.event.PromptEvent;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final long SEED = 31;
    private static final int FRAME = 28;
    private static final int LONG_SYMBOLS = 400 * FRAME;

    private final Script script = new Script(SEED, FRAME);

    @Test
    void aPromptFollowsFromSeedAndNumberAlone() {
        PromptEvent later = script.prompt(7);
        script.prompt(3);
        assertThat(new Script(SEED, FRAME).prompt(7)).isEqualTo(later);
        assertThat(new Script(SEED + 1, FRAME).prompt(7)).isNotEqualTo(later);
        assertThat(script.prompt(8)).isNotEqualTo(later);
    }

    @Test
    void longRunsChangeTheFourPromptsBeforeEachHundredthAndNoOther() {
        assertThat(LongStream.range(0, 3L * Script.LONG_EVERY)
                        .filter(i -> !script.withLongRuns().prompt(i).equals(script.prompt(i))))
                .containsExactly(96L, 97L, 98L, 99L, 196L, 197L, 198L, 199L, 296L, 297L, 298L, 299L);
    }

    @Test
    void aLongPromptAsksForFourHundredBlocksOfOneStep() {
        PromptEvent longest = script.withLongRuns().prompt(96);
        assertThat(longest.getGenerateSymbols()).isEqualTo(LONG_SYMBOLS);
        assertThat(longest.getBlockSteps()).isEqualTo(1);
        assertThat(longest.getSessionId()).isEqualTo(script.prompt(96).getSessionId());
    }

    @Test
    void aThousandPromptsHaveEveryKind() {
        assertThat(LongStream.range(0, 1000).mapToObj(script::prompt))
                .anyMatch(PromptEvent::getReset)
                .anyMatch(prompt -> Script.ABSENT_MODEL.equals(prompt.getModel()))
                .anyMatch(prompt -> prompt.getObserved() == null)
                .anyMatch(prompt -> prompt.getBlockSteps() == null)
                .anyMatch(prompt -> prompt.getGenerateSymbols() == 0)
                .anyMatch(prompt -> prompt.getGenerateSymbols() % FRAME != 0)
                .anyMatch(prompt -> !prompt.getHeaders().isEmpty());
    }
}
