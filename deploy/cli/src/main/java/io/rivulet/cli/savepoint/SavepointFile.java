package io.rivulet.cli.savepoint;

import java.io.IOException;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/**
 * A savepoint or checkpoint with the state of the generating operator.
 *
 * @param ofRocksDb whether it is in the format of RocksDB alone; all backends read the others
 */
record SavepointFile(boolean ofRocksDb) {

    static final OperatorIdentifier GENERATE = OperatorIdentifier.forUid("generate");

    /**
     * Reads the metadata, no state.
     *
     * @throws NoSavepoint if there is none of the job's
     */
    static SavepointFile at(String path) {
        CheckpointMetadata metadata;
        try {
            metadata = SavepointLoader.loadSavepointMetadata(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new NoSavepoint(
                    "a savepoint or checkpoint must be its folder, or the _metadata file in it, found none at " + path
                            + " (" + e.getMessage() + "); give the path that Flink printed, of a completed one",
                    e);
        }
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (operator.getOperatorID().equals(GENERATE.getOperatorId())) {
                return new SavepointFile(anyOfRocksDb(operator));
            }
        }
        throw new NoSavepoint(
                "a savepoint must hold the state of an operator with the uid generate, the one at " + path
                        + " has " + metadata.getOperatorStates().size()
                        + " operators and none of it; give one of Rivulet's job",
                null);
    }

    /** A backend that reads it. */
    StateBackend backend() {
        return ofRocksDb ? new EmbeddedRocksDBStateBackend(true) : new HashMapStateBackend();
    }

    private static boolean anyOfRocksDb(OperatorState operator) {
        for (OperatorSubtaskState task : operator.getStates()) {
            for (KeyedStateHandle handle : task.getManagedKeyedState()) {
                if (handle instanceof IncrementalKeyedStateHandle) {
                    return true;
                }
            }
        }
        return false;
    }
}
