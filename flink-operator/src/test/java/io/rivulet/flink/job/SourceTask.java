package io.rivulet.flink.job;

import io.rivulet.flink.event.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** One task of a source, as Flink would drive it. */
final class SourceTask implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Events events = new Events();
    private final SourceReader<RawEvent, KafkaPartitionSplit> reader;
    private long checkpoint;

    /** @param restored splits of a checkpoint */
    SourceTask(VerifiedSource source, List<KafkaPartitionSplit> restored) {
        reader = source.createReader(new Context());
        if (!restored.isEmpty()) {
            reader.addSplits(restored);
        }
        reader.start();
    }

    /** Hands it a split that was found only now. */
    void add(KafkaPartitionSplit split) {
        reader.addSplits(List.of(split));
    }

    /** Offsets of the records that were read so far, until there are {@code count}. */
    List<Long> readUntil(int count) throws Exception {
        return readUntil(() -> events.offsets.size() >= count);
    }

    /** The same, until the checkpoint's only position would be this. */
    List<Long> readUntilPosition(long position) throws Exception {
        return readUntil(() -> snapshot().get(0).getStartingOffset() == position);
    }

    private List<Long> readUntil(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("what was awaited did not come, but " + events.offsets + " and " + snapshot());
            }
            reader.pollNext(events);
        }
        return List.copyOf(events.offsets);
    }

    /** The splits of a checkpoint taken now. */
    List<KafkaPartitionSplit> snapshot() {
        return reader.snapshotState(++checkpoint);
    }

    /** Tells it that its last checkpoint is complete. */
    void complete() throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
    }

    long counted(String name) {
        return counters.get(name).getCount();
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }

    private interface Condition {
        boolean holds();
    }

    private static final class Events implements ReaderOutput<RawEvent> {
        private final List<Long> offsets = new ArrayList<>();

        @Override
        public void collect(RawEvent event) {
            offsets.add(event.source().offset());
        }

        @Override
        public void collect(RawEvent event, long timestamp) {
            collect(event);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<RawEvent> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }

    private final class Context implements SourceReaderContext {
        private final SourceReaderMetricGroup group =
                InternalSourceReaderMetricGroup.mock(new UnregisteredMetricsGroup() {
                    @Override
                    public Counter counter(String name) {
                        return counters.computeIfAbsent(name, super::counter);
                    }
                });

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return group;
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public void sendSplitRequest() {}

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {}

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }
    }
}
