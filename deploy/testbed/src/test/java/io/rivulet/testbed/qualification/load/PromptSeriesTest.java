package io.rivulet.testbed.qualification.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.event.PromptEvent;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PromptSeriesTest {
    private static final long SEED = 31;
    private static final int FRAME = 28;
    private static final int LONG_SYMBOLS = 400 * FRAME;

    private final PromptSeries prompts = new PromptSeries(SEED, FRAME);

    @Test
    void aPromptFollowsFromSeedAndNumberAlone() {
        PromptEvent later = prompts.prompt(7);
        prompts.prompt(3);
        assertThat(new PromptSeries(SEED, FRAME).prompt(7)).isEqualTo(later);
        assertThat(new PromptSeries(SEED + 1, FRAME).prompt(7)).isNotEqualTo(later);
        assertThat(prompts.prompt(8)).isNotEqualTo(later);
    }

    @Test
    void longAnswersChangeTheFourPromptsBeforeEachHundredthAndNoOther() {
        assertThat(LongStream.range(0, 3L * PromptSeries.LONG_EVERY)
                        .filter(i -> !prompts.withLongAnswers().prompt(i).equals(prompts.prompt(i))))
                .containsExactly(96L, 97L, 98L, 99L, 196L, 197L, 198L, 199L, 296L, 297L, 298L, 299L);
    }

    @Test
    void wideBlocksChangeTheLastOfEveryFivePromptsAndNoOther() {
        assertThat(LongStream.range(0, 20)
                        .filter(i -> !prompts.withWideBlocks().prompt(i).equals(prompts.prompt(i))))
                .containsExactly(4L, 9L, 14L, 19L);
        PromptEvent wide = prompts.withWideBlocks().prompt(4);
        assertThat(wide.getGenerateSymbols()).isEqualTo((long) PromptSeries.WIDE_STEPS * FRAME);
        assertThat(wide.getBlockSteps()).isEqualTo(PromptSeries.WIDE_STEPS);
    }

    @Test
    void aLongPromptAsksForFourHundredBlocksOfOneStep() {
        PromptEvent longest = prompts.withLongAnswers().prompt(96);
        assertThat(longest.getGenerateSymbols()).isEqualTo(LONG_SYMBOLS);
        assertThat(longest.getBlockSteps()).isEqualTo(1);
        assertThat(longest.getSessionId()).isEqualTo(prompts.prompt(96).getSessionId());
    }

    @Test
    void aThousandPromptsHaveEveryKind() {
        assertThat(LongStream.range(0, 1000).mapToObj(prompts::prompt))
                .anyMatch(PromptEvent::getReset)
                .anyMatch(prompt -> PromptSeries.ABSENT_MODEL.equals(prompt.getModel()))
                .anyMatch(prompt -> prompt.getObserved() == null)
                .anyMatch(prompt -> prompt.getBlockSteps() == null)
                .anyMatch(prompt -> prompt.getGenerateSymbols() == 0)
                .anyMatch(prompt -> prompt.getGenerateSymbols() % FRAME != 0)
                .anyMatch(prompt -> !prompt.getHeaders().isEmpty());
    }
}
