package io.rivulet.flink.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;

/**
 * How RocksDB is to merge what checkpoints leave: each of them flushes a small file of sessions from all over the keys.
 * Merged by levels, RocksDB's usual, a few of these rewrite the whole first level; by age (universal) with RocksDB's
 * usual limit of 4 files, nearly every checkpoint rewrites, and uploads, all that came since the last large merge. With
 * {@link #RUNS} of them files of alike sizes are merged, and a session is rewritten a few times in all. Reads pass over
 * the other files by their Bloom filters: set {@code state.backend.rocksdb.use-bloom-filter} with it.
 *
 * <p>For Flink's option {@code state.backend.rocksdb.options-factory}.
 */
public final class UniversalCompaction implements RocksDBOptionsFactory {
    /** Files, or groups of them of one age, from which on there is a merge. */
    static final int RUNS = 16;

    private static final long serialVersionUID = 1L;

    @Override
    public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
        return options;
    }

    /**
     * Writers are slowed down and stopped well above the first merge only: RocksDB's usual limits of 20 and 36 files
     * are near it.
     */
    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
        return options.setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setLevel0FileNumCompactionTrigger(RUNS)
                .setLevel0SlowdownWritesTrigger(3 * RUNS)
                .setLevel0StopWritesTrigger(5 * RUNS);
    }
}
