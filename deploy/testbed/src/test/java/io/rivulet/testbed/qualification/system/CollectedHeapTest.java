package io.rivulet.testbed.qualification.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectedHeapTest {

    @Test
    void whatFallsOrStaysIsFlatWhateverTheFirstWindowHeld() {
        assertThat(new CollectedHeap(List.of(150L, 95L, 94L, 93L)).isFlat()).isTrue();
        assertThat(new CollectedHeap(List.of(10L, 95L, 94L, 95L)).isFlat()).isTrue();
    }

    @Test
    void noiseIsNoGrowthAndMoreIs() {
        assertThat(new CollectedHeap(List.of(95L, 95L, 95L + 32)).isFlat()).isTrue();
        assertThat(new CollectedHeap(List.of(95L, 95L, 95L + 33)).isFlat()).isFalse();
    }
}
