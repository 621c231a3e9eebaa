package io.rivulet.testbed.qualification.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.flink.serving.BundleLocation;
import io.rivulet.schemas.event.ModelChangePolicy;
import io.rivulet.testbed.qualification.oracle.OracleModel;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two rollouts: one after 5 records, in force from prompt 10 on, and one after 20, from prompt 30 on. */
class RolloutHistoryTest {
    private static OracleModel model;

    private final RolloutHistory history = new RolloutHistory(model, ModelChangePolicy.KEEP);

    @BeforeAll
    static void load() throws IOException {
        model = OracleModel.of(new BundleLocation("builtin:mnist").load());
    }

    @BeforeEach
    void issue() {
        assertThat(history.issue(model, ModelChangePolicy.RESET, 5)).isEqualTo(1);
        history.inForceFrom(10);
        assertThat(history.issue(model, ModelChangePolicy.REJECT, 20)).isEqualTo(2);
        history.inForceFrom(30);
    }

    @Test
    void aPromptMustKnowTheRolloutsThatAreInForceForIt() {
        assertThat(history.oldestFor(9, 0)).isEqualTo(0);
        assertThat(history.oldestFor(10, 0)).isEqualTo(1);
        assertThat(history.oldestFor(29, 0)).isEqualTo(1);
        assertThat(history.oldestFor(30, 0)).isEqualTo(2);
    }

    @Test
    void aSessionThatHasMetARolloutMeetsNoOlderOne() {
        assertThat(history.oldestFor(0, 2)).isEqualTo(2);
        assertThat(history.oldestFor(0, 1)).isEqualTo(1);
    }

    @Test
    void aRecordThatWasReadBeforeARolloutWasIssuedDoesNotKnowIt() {
        assertThat(history.newestFor(4)).isEqualTo(0);
        assertThat(history.newestFor(5)).isEqualTo(1);
        assertThat(history.newestFor(19)).isEqualTo(1);
        assertThat(history.newestFor(20)).isEqualTo(2);
    }

    @Test
    void aRolloutThatIsNotInForceBindsNoPrompt() {
        history.issue(model, ModelChangePolicy.KEEP, 25);
        assertThat(history.oldestFor(1_000_000, 0)).isEqualTo(2);
        assertThat(history.newestFor(25)).isEqualTo(3);
    }

    @Test
    void aPolicyThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> history.issue(model, ModelChangePolicy.UNKNOWN, 25))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got UNKNOWN");
    }
}
