package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SessionStateTest {

    @Test
    void nobodyCanWriteIntoASession() {
        float[] recurrent = {1, 2};
        float[] partial = {3};
        SessionState state = new SessionState(recurrent, 5, partial);
        recurrent[0] = 9;
        partial[0] = 9;
        state.recurrent()[1] = 9;
        state.partial()[0] = 9;
        assertThat(state).isEqualTo(new SessionState(new float[] {1, 2}, 5, new float[] {3}));
        assertThat(state.hashCode()).isEqualTo(new SessionState(new float[] {1, 2}, 5, new float[] {3}).hashCode());
    }

    @Test
    void itsSymbolsAreThoseOfWholeFramesAndThePendingOnes() {
        assertThat(new SessionState(new float[0], 1L << 40, new float[3]).symbols(8))
                .isEqualTo((8L << 40) + 3);
    }

    @Test
    void negativeStepsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionState(new float[0], -1, new float[0]));
    }
}
