package io.rivulet.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class UniversalCompactionTest {
    private static final long SEED = 3;
    private static final int KEYS = 2000;
    private static final int KEYS_OF_A_CHECKPOINT = 20;
    private static final int CHECKPOINTS = 200;
    private static final int BYTES = 1000;
    private static final Duration MERGE_BEGINS = Duration.ofMillis(3);

    @Test
    @Timeout(120)
    void whatCheckpointsFlushIsRewrittenAFewTimesInAll(@TempDir Path folder) throws Exception {
        double written = writtenForAByte(new UniversalCompaction(), folder.resolve("ours"));
        double usual = writtenForAByte(new LimitOfRocksDb(), folder.resolve("usual"));
        assertThat(written)
                .as("bytes written for a byte flushed, seed %d", SEED)
                .isLessThan(4);
        assertThat(usual).as("with RocksDB's usual limit").isGreaterThan(2 * written);
    }

    /** Compaction by age with RocksDB's usual limit of 4 files. */
    private static final class LimitOfRocksDb implements RocksDBOptionsFactory {
        @Override
        public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
            return options;
        }

        @Override
        public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
            return options.setCompactionStyle(CompactionStyle.UNIVERSAL);
        }
    }

    /** Bytes that flushes and merges write together for each that is flushed, upon a store that has many. */
    private static double writtenForAByte(RocksDBOptionsFactory factory, Path folder) throws Exception {
        List<AutoCloseable> none = new ArrayList<>();
        RocksDB.loadLibrary();
        try (Statistics statistics = new Statistics();
                DBOptions database = factory.createDBOptions(new DBOptions(), none);
                ColumnFamilyOptions sessions = factory.createColumnOptions(new ColumnFamilyOptions(), none);
                Options options =
                        new Options(database, sessions).setCreateIfMissing(true).setStatistics(statistics);
                RocksDB store = RocksDB.open(options, folder.toString())) {
            Random random = new Random(SEED);
            flush(store, KEYS, random);
            store.compactRange();
            statistics.reset();
            for (int checkpoint = 0; checkpoint < CHECKPOINTS; checkpoint++) {
                flush(store, KEYS_OF_A_CHECKPOINT, random);
            }
            double flushed = statistics.getTickerCount(TickerType.FLUSH_WRITE_BYTES);
            return (flushed + statistics.getTickerCount(TickerType.COMPACT_WRITE_BYTES)) / flushed;
        }
    }

    /** Writes sessions to a file of their own, and waits until what that merges is merged. */
    private static void flush(RocksDB store, int count, Random random) throws Exception {
        byte[] state = new byte[BYTES];
        for (int i = 0; i < count; i++) {
            random.nextBytes(state);
            store.put(ByteBuffer.allocate(4).putInt(random.nextInt(KEYS)).array(), state);
        }
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            store.flush(wait);
        }
        do {
            Thread.sleep(MERGE_BEGINS.toMillis());
        } while (store.getLongProperty("rocksdb.num-running-compactions") > 0);
    }
}
