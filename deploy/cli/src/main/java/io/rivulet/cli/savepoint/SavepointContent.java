package io.rivulet.cli.savepoint;

import io.rivulet.flink.event.Rollout;
import io.rivulet.flink.state.KeptSession;
import io.rivulet.flink.state.KeyedSessions;
import io.rivulet.flink.state.RecordTypes;
import io.rivulet.flink.state.RolloutInForce;
import io.rivulet.testbed.cluster.LoopbackFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What a savepoint keeps, read by a Flink job in this process that ends with the last session. */
public final class SavepointContent {

    private static final Duration NO_CHECKPOINTS = Duration.ofDays(1);

    private SavepointContent() {}

    /**
     * The sessions in a savepoint or checkpoint, in no order. Close it.
     *
     * @param path of its folder, at any URI that Flink's file systems read
     * @param session the id of the one that is wanted; null for all
     * @param scratch for temporary files
     * @throws NoSavepoint if there is none of the job's
     */
    public static CloseableIterator<KeptSession> sessions(String path, @Nullable String session, Path scratch)
            throws Exception {
        SavepointFile savepoint = SavepointFile.at(path);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, flink(scratch));
        return SavepointReader.read(environment, path, savepoint.backend())
                .readKeyedState(
                        SavepointFile.GENERATE, new Description(), Types.STRING, TypeInformation.of(KeptSession.class))
                .filter(new Wanted(session))
                .executeAndCollect("inspect-savepoint");
    }

    /**
     * The newest rollout that the job has met, with the model that it was configured with then, for which alone it
     * holds; null if it has met none.
     *
     * @throws NoSavepoint if there is none of the job's
     */
    public static Map.@Nullable Entry<String, Rollout> rolloutInForce(String path, Path scratch) throws Exception {
        SavepointFile savepoint = SavepointFile.at(path);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, flink(scratch));
        try (CloseableIterator<Tuple2<String, Rollout>> rollouts = SavepointReader.read(
                        environment, path, savepoint.backend())
                .readBroadcastState(SavepointFile.GENERATE, RolloutInForce.STATE, Types.STRING, RecordTypes.ROLLOUT)
                .executeAndCollect("inspect-rollout")) {
            if (!rollouts.hasNext()) {
                return null;
            }
            Tuple2<String, Rollout> rollout = rollouts.next();
            return Map.entry(rollout.f0, rollout.f1);
        }
    }

    private static Configuration flink(Path scratch) {
        Configuration flink = LoopbackFlink.settings(scratch, NO_CHECKPOINTS);
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        return flink;
    }

    /** Puts something out for each key: Flink's reader takes a key that puts nothing out for the last one. */
    private static final class Description extends KeyedStateReaderFunction<String, KeptSession> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable KeyedSessions sessions;

        @Override
        public void open(OpenContext context) {
            sessions = KeyedSessions.of(getRuntimeContext());
        }

        @Override
        public void readKey(String key, Context context, Collector<KeptSession> out) throws Exception {
            out.collect(Objects.requireNonNull(sessions).describe(key));
        }
    }

    private record Wanted(@Nullable String session) implements FilterFunction<KeptSession> {
        @Override
        public boolean filter(KeptSession kept) {
            return session == null || session.equals(kept.sessionId());
        }
    }
}
