package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeacefulWriterTest {

    @Test
    void recordsThatAreLostBeforeACheckpointFailTheTask() {
        Fenced fenced = new Fenced(new IOException("fenced"));
        assertThatThrownBy(() -> new PeacefulWriter<>(fenced).flush(false)).hasMessage("fenced");
    }

    @Test
    void recordsThatAreLostWhenItIsClosedFailNothing() throws Exception {
        Fenced fenced = new Fenced(new IOException("fenced"));
        new PeacefulWriter<>(fenced).close();
        assertThat(fenced.calls).containsExactly("close");
    }

    @Test
    void aBrokerThatDoesNotAnswerWhenItIsClosedFailsNothing() throws Exception {
        Fenced unheard = new Fenced(new TimeoutException("no answer"));
        new PeacefulWriter<>(unheard).close();
        assertThat(unheard.calls).containsExactly("close");
    }

    @Test
    void otherFailuresOfClosingAreSeen() {
        Fenced broken = new Fenced(new IllegalStateException("broken"));
        assertThatThrownBy(() -> new PeacefulWriter<>(broken).close()).hasMessage("broken");
    }

    @Test
    void everythingElseIsTheWritersInside() throws Exception {
        Fenced inner = new Fenced(null);
        var writer = new PeacefulWriter<>(inner);
        writer.write("record", null);
        writer.flush(true);
        assertThat(writer.prepareCommit()).containsExactly("commit");
        assertThat(writer.snapshotState(7)).containsExactly(7L);
        writer.close();
        assertThat(inner.calls).containsExactly("write record", "flush true", "prepareCommit", "snapshot 7", "close");
    }

    /** Throws what it was given when it is flushed or closed. */
    private static final class Fenced
            implements StatefulSinkWriter<String, Long>, CommittingSinkWriter<String, String> {
        private final @Nullable Exception failure;
        private final List<String> calls = new ArrayList<>();

        Fenced(@Nullable Exception failure) {
            this.failure = failure;
        }

        @Override
        public void write(String element, Context context) {
            calls.add("write " + element);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            calls.add("flush " + endOfInput);
            if (failure instanceof IOException e) {
                throw e;
            }
        }

        @Override
        public Collection<String> prepareCommit() {
            calls.add("prepareCommit");
            return List.of("commit");
        }

        @Override
        public List<Long> snapshotState(long checkpointId) {
            calls.add("snapshot " + checkpointId);
            return List.of(checkpointId);
        }

        @Override
        public void close() throws Exception {
            calls.add("close");
            if (failure != null) {
                throw failure;
            }
        }
    }
}
