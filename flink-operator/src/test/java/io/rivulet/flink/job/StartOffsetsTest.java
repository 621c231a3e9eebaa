package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {

    private static final TopicPartition READ = new TopicPartition("prompts", 0);
    private static final TopicPartition NEVER_READ = new TopicPartition("prompts", 1);
    private static final List<TopicPartition> BOTH = List.of(READ, NEVER_READ);

    private final Log log = new Log();

    @Test
    void whereAJobStartsIsANumberAndNeverBehindWhatTheGroupHasNotRead() {
        assertThat(new StartOffsets(StartFrom.COMMITTED).getPartitionOffsets(BOTH, log))
                .containsOnly(Map.entry(READ, 5L), Map.entry(NEVER_READ, 2L));
        assertThat(new StartOffsets(StartFrom.EARLIEST).getPartitionOffsets(BOTH, log))
                .containsOnly(Map.entry(READ, 2L), Map.entry(NEVER_READ, 2L));
        assertThat(new StartOffsets(StartFrom.LATEST).getPartitionOffsets(BOTH, log))
                .containsOnly(Map.entry(READ, 9L), Map.entry(NEVER_READ, 9L));
    }

    @Test
    void aJobThatStartsAnewBeforeItsFirstCheckpointPassesOverNothingThatCameIn() throws Exception {
        StartOffsets offsets = InstantiationUtil.clone(new StartOffsets(StartFrom.LATEST));
        offsets.getPartitionOffsets(List.of(READ), log);
        log.end = 20;
        assertThat(offsets.getPartitionOffsets(BOTH, log))
                .containsOnly(Map.entry(READ, 9L), Map.entry(NEVER_READ, 20L));
    }

    private static final class Log implements PartitionOffsetsRetriever {
        private long end = 9;

        @Override
        public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
            return new HashMap<>(partitions.contains(READ) ? Map.of(READ, 5L) : Map.of());
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            return all(partitions, end);
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
            return all(partitions, 2);
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestamps) {
            throw new UnsupportedOperationException();
        }

        private static Map<TopicPartition, Long> all(Collection<TopicPartition> partitions, long offset) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            partitions.forEach(partition -> offsets.put(partition, offset));
            return offsets;
        }
    }
}
