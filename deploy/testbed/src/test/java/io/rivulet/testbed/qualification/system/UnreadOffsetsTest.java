package io.rivulet.testbed.qualification.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadOffsetsTest {

    @Test
    void whatTheLogsSayOfATopicIsReadAndOfOthersOrOfAFailureIsNot(@TempDir Path logs) throws Exception {
        String gone = "records must be read before Kafka removes them, but of %s the offsets %s are gone unread, 3 in"
                + " all, and the first that exists is 10; the job reads on at offset 10, as an option says.%n";
        Files.writeString(
                logs.resolve("worker.log"),
                String.format(Locale.ROOT, gone, "a-prompts-1", "7 to 9")
                        + String.format(Locale.ROOT, gone, "ba-prompts-1", "4 to 9")
                        + "but of a-prompts-0 the offsets 1 to 2 are gone unread, 2 in all; keep records for longer\n");
        assertThat(UnreadOffsets.of("a-prompts", logs)).singleElement().satisfies(offsets -> {
            assertThat(offsets).isEqualTo(new UnreadOffsets(1, 7, 9));
            assertThat(offsets.count()).isEqualTo(3);
            assertThat(offsets.contain(1, 7) && offsets.contain(1, 9)).isTrue();
            assertThat(offsets.contain(1, 6) || offsets.contain(1, 10) || offsets.contain(0, 8))
                    .isFalse();
        });
    }
}
