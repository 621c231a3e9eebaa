package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LostPositionTest {

    private static final TopicPartition PARTITION = new TopicPartition("prompts", 3);

    @Test
    void aPositionBeforeTheFirstRecordGoesOnAtThatAndCountsWhatLiesBetween() {
        LostPosition lost = lost(7, 12, 20, null);
        assertThat(lost.next()).isEqualTo(12);
        assertThat(lost.gone()).isEqualTo(5);
        assertThat(lost.isCutBack()).isFalse();
        assertThat(lost)
                .hasToString("records must be read before Kafka removes them, but of prompts-3 the offsets 7 to"
                        + " 11 are gone unread, 5 in all, and the first that exists is 12");
    }

    @Test
    void aPositionBehindTheEndGoesOnWithAllThatExists() {
        LostPosition lost = lost(100, 2, 6, null);
        assertThat(lost.next()).isEqualTo(2);
        assertThat(lost.gone()).isZero();
        assertThat(lost.isCutBack()).isTrue();
        assertThat(lost.toString()).contains("prompts-3 was read up to offset 100 and now has 2 to 6");
    }

    @Test
    void aLogThatDivergesGoesOnWhereItDoesAndReadsNothingElseAgain() {
        LostPosition lost = lost(100, 2, 95, 90L);
        assertThat(lost.next()).isEqualTo(90);
        assertThat(lost.gone()).isZero();
        assertThat(lost.isCutBack()).isTrue();
    }

    @Test
    void aLogThatDivergesAndLostItsHeadCountsWhatIsGoneOfTheNewRecordsAlone() {
        LostPosition lost = lost(100, 93, 120, 90L);
        assertThat(lost.next()).isEqualTo(93);
        assertThat(lost.gone()).isEqualTo(3);
        assertThat(lost.isCutBack()).isTrue();
        assertThat(lost.toString()).contains("3 offsets of it are gone unread");
    }

    @Test
    void failingNamesTheOptionAndWhereReadingWouldGoOn() {
        LostPositions positions = new LostPositions(OffsetsGone.FAIL, new UnregisteredMetricsGroup());
        assertThatThrownBy(() -> positions.report(lost(7, 12, 20, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("offsets 7 to 11 are gone")
                .hasMessageContaining("set rivulet.kafka.offsets.gone to report to read on at offset 12")
                .hasMessageNotContaining("answered before")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> positions.report(lost(100, 2, 6, null)))
                .hasMessageContaining("read on at offset 2, and what was answered before may come again");
    }

    private static LostPosition lost(long position, long beginning, long end, Long divergence) {
        return new LostPosition(new LostPosition.Log(PARTITION, beginning, end), position, divergence);
    }
}
