package io.rivulet.testbed.qualification.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testbed.qualification.oracle.OutputRecord.Place;
import org.junit.jupiter.api.Test;

class RecordedOutputTest {
    private final RecordedOutput output = new RecordedOutput();

    @Test
    void theNewestPromptOfAModelIsTheHighestWhateverCameLast() {
        output.add(chunk("a", 7, "model"));
        output.add(chunk("a", 3, "model"));
        output.add(chunk("a", 9, "other"));
        assertThat(output.newest("model")).isEqualTo(7);
        assertThat(output.newest("third")).isEqualTo(-1);
    }

    @Test
    void onlyLastRecordsEndPrompts() {
        output.add(chunk("a", 1, "model"));
        output.add(new OutputRecord("a", new Place(2, 0), "digest", "model", false));
        assertThat(output.count()).isEqualTo(2);
        assertThat(output.ended()).isEqualTo(1);
    }

    @Test
    void lanesUpToSomePromptsLeaveOutThatNumberAndLaterOnes() {
        output.add(chunk("a", 1, "model"));
        output.add(chunk("b", 2, "model"));
        output.add(chunk("a", 3, "model"));
        OutputLanes lanes = output.lanesUpTo(2);
        assertThat(lanes.names()).containsExactly("a");
        assertThat(lanes.size()).isEqualTo(1);
        assertThat(output.lanes().lane("a")).extracting(OutputRecord::prompt).containsExactly(1L, 3L);
    }

    @Test
    void theDigestFollowsTheOrderWithinALaneAndNotThatOfLanes() {
        OutputLanes one = lanes(chunk("a", 1, "m"), chunk("b", 2, "m"), chunk("a", 3, "m"));
        assertThat(lanes(chunk("b", 2, "m"), chunk("a", 1, "m"), chunk("a", 3, "m"))
                        .digest())
                .isEqualTo(one.digest());
        assertThat(lanes(chunk("a", 3, "m"), chunk("b", 2, "m"), chunk("a", 1, "m"))
                        .digest())
                .isNotEqualTo(one.digest());
        assertThat(lanes(chunk("a", 1, "m"), chunk("b", 2, "m")).digest()).isNotEqualTo(one.digest());
    }

    private static OutputLanes lanes(OutputRecord... records) {
        OutputLanes lanes = new OutputLanes();
        for (OutputRecord one : records) {
            lanes.add(one);
        }
        return lanes;
    }

    private static OutputRecord chunk(String lane, long prompt, String model) {
        return new OutputRecord(lane, new Place(prompt, 0), "digest of " + prompt, model, true);
    }
}
