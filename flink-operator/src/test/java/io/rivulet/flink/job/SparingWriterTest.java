package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.junit.jupiter.api.Test;

class SparingWriterTest {

    private final Numbered inner = new Numbered();
    private final SparingWriter<String, Long, String, Numbered> writer = new SparingWriter<>(inner, 10);

    @Test
    void checkpointsThatFindNothingWrittenPassByTheWriterInside() throws Exception {
        checkpoint(12);
        for (long id = 13; id < 100; id++) {
            assertThat(checkpoint(id)).containsExactly(12L);
        }
        assertThat(inner.calls).containsExactly("prepareCommit", "snapshot 12");
    }

    @Test
    void theFirstRecordAfterALongRestTakesANewIdAndNumbersLeaveOutNone() throws Exception {
        checkpoint(12);
        checkpoint(13);
        checkpoint(40);
        inner.calls.clear();
        writer.write("a", null);
        writer.write("b", null);
        assertThat(checkpoint(41)).containsExactly(14L);
        writer.write("c", null);
        assertThat(checkpoint(42)).containsExactly(15L);
        assertThat(checkpoint(43)).containsExactly(15L);
        assertThat(inner.calls)
                .containsExactly(
                        "prepareCommit",
                        "snapshot 13",
                        "write a",
                        "write b",
                        "prepareCommit",
                        "snapshot 14",
                        "write c",
                        "prepareCommit",
                        "snapshot 15");
    }

    /** The number after a checkpoint's belongs to the task that is restored from it. */
    @Test
    void aTaskNeverTakesTheNumberAfterOneOfTheLastCheckpoints() throws Exception {
        for (int rest = 0; rest < 12; rest++) {
            Numbered numbered = new Numbered();
            SparingWriter<String, Long, String, Numbered> one = new SparingWriter<>(numbered, 10);
            one.prepareCommit();
            one.snapshotState(11);
            long id = 11;
            for (int i = 0; i < rest; i++) {
                one.prepareCommit();
                one.snapshotState(++id);
            }
            numbered.snapshots.clear();
            one.write("after a rest", null);
            one.prepareCommit();
            one.snapshotState(++id);
            long next = id + 1;
            assertThat(numbered.snapshots)
                    .as("ended before the next, after a rest of %d", rest)
                    .isNotEmpty()
                    .allSatisfy(ended -> assertThat(ended + 1 == next || ended + 1 < next - 2)
                            .isTrue());
        }
    }

    @Test
    void aBusyWriterIsToldOfEveryCheckpoint() throws Exception {
        for (long id = 11; id < 20; id++) {
            writer.write("record", null);
            assertThat(checkpoint(id)).containsExactly(id);
        }
    }

    private List<Long> checkpoint(long id) throws Exception {
        writer.prepareCommit();
        return writer.snapshotState(id);
    }

    /** Its state is the number of its last transaction. */
    private static final class Numbered
            implements StatefulSinkWriter<String, Long>, CommittingSinkWriter<String, String> {
        private final List<String> calls = new ArrayList<>();
        private final List<Long> snapshots = new ArrayList<>();

        @Override
        public void write(String element, Context context) {
            calls.add("write " + element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            calls.add("prepareCommit");
            return List.of();
        }

        @Override
        public List<Long> snapshotState(long checkpointId) {
            calls.add("snapshot " + checkpointId);
            snapshots.add(checkpointId);
            return List.of(checkpointId);
        }

        @Override
        public void close() {}
    }
}
