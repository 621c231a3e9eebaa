package io.rivulet.flink.state;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.generate.SessionState;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * The state of a session of the model that ships, read and written once a record by a task of Flink that does nothing
 * else: directly, and through Flink's asynchronous access, in turns. Each is the first in every other round, after one
 * round that does not count.
 */
public final class StateAccessBenchmark {
    private static final int FLOATS = 380;
    private static final int FRAME = 28;
    private static final Fingerprint FINGERPRINT = new Fingerprint("a".repeat(64));
    private static final int WARM_UP = 50_000;
    /** Records that count, on disk and on the heap: about a second of them, or more. */
    private static final int RECORDS = 150_000;

    private static final int RECORDS_ON_HEAP = 800_000;
    /** Odd, so that one of them is the median. */
    private static final int ROUNDS = 7;

    private static final StoredSession NEW = new StoredSession(
            new ModelIdentity(FINGERPRINT, 1, FRAME), new SessionState(new float[FLOATS], 0, new float[0]));

    private StateAccessBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("a session of " + SessionSerializer.bytes(FLOATS, FRAME)
                + " bytes read and written a record,"
                + " one task, in turns: records/s (medians of " + ROUNDS + " rounds),"
                + " and how often the direct rate (median, least and most)");
        System.out.println("state         keys     directly   asynchronously   ratio");
        for (String backend : new String[] {"hashmap", "rocksdb"}) {
            for (int keys : new int[] {1_000, 100_000}) {
                print(backend, keys);
            }
        }
    }

    private static void print(String backend, int keys) throws Exception {
        double[] direct = new double[ROUNDS];
        double[] asynchronous = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        rate(backend, keys, false);
        rate(backend, keys, true);
        for (int round = 0; round < ROUNDS; round++) {
            boolean directFirst = round % 2 == 0;
            double first = rate(backend, keys, !directFirst);
            double second = rate(backend, keys, directFirst);
            direct[round] = directFirst ? first : second;
            asynchronous[round] = directFirst ? second : first;
            ratios[round] = asynchronous[round] / direct[round];
        }
        Arrays.sort(direct);
        Arrays.sort(asynchronous);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-8s  %,8d  %,11.0f  %,15.0f  %5.2f x [%.2f, %.2f]%n",
                backend,
                keys,
                direct[ROUNDS / 2],
                asynchronous[ROUNDS / 2],
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
    }

    private static double rate(String backend, int keys, boolean asynchronous) throws Exception {
        Configuration flink = new Configuration();
        flink.set(StateBackendOptions.STATE_BACKEND, backend);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(1);
        int counted = backend.equals("hashmap") ? RECORDS_ON_HEAP : RECORDS;
        Counter.reset(keys + WARM_UP);
        KeyedStream<Long, Long> records =
                environment.fromSequence(0, keys + WARM_UP + counted - 1L).keyBy(record -> record % keys);
        (asynchronous ? records.enableAsyncState().process(new Asynchronous()) : records.process(new Direct()))
                .sinkTo(new DiscardingSink<>());
        environment.execute();
        return counted * 1e9 / Counter.nanos();
    }

    private static StoredSession after(StoredSession before) {
        SessionState state = (before == null ? NEW : before).state();
        return new StoredSession(NEW.model(), new SessionState(state.recurrent(), state.steps() + 1, state.partial()));
    }

    /** When the first and the last of the records that count came out. */
    private static final class Counter {
        private static long left;
        private static long begin;
        private static long end;

        static void reset(long before) {
            left = before;
        }

        static void count() {
            left--;
            if (left == 0) {
                begin = System.nanoTime();
            }
            end = System.nanoTime();
        }

        static long nanos() {
            return end - begin;
        }
    }

    private static final class Direct extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1L;
        private transient ValueState<StoredSession> session;

        @Override
        public void open(OpenContext context) {
            session = getRuntimeContext().getState(new ValueStateDescriptor<>("session", new SessionSerializer()));
        }

        @Override
        public void processElement(Long record, Context context, Collector<Long> out) throws Exception {
            session.update(after(session.value()));
            Counter.count();
            out.collect(record);
        }
    }

    private static final class Asynchronous extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1L;
        private transient org.apache.flink.api.common.state.v2.ValueState<StoredSession> session;

        @Override
        public void open(OpenContext context) {
            session = getRuntimeContext()
                    .getState(new org.apache.flink.api.common.state.v2.ValueStateDescriptor<>(
                            "session", new SessionSerializer()));
        }

        @Override
        public void processElement(Long record, Context context, Collector<Long> out) {
            session.asyncValue()
                    .thenAccept(before -> session.asyncUpdate(after(before)).thenAccept(done -> {
                        Counter.count();
                        out.collect(record);
                    }));
        }
    }
}
