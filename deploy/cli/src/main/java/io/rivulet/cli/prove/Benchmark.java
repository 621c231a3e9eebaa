package io.rivulet.cli.prove;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A benchmark among the tests of a module. */
enum Benchmark {
    /** The model's: a choice of parts. OpenBLAS, which is measured beside, says which processor's kernel it chose. */
    PARTS(
            "model-core/lab",
            "io.rivulet.core.benchmark.Benchmarks",
            List.of(Jvm.EXACT_SAMPLES, Jvm.VECTORS),
            Map.of("OPENBLAS_VERBOSE", "2")),

    /** One task of the operator. */
    SERVING(
            "flink-operator",
            "io.rivulet.flink.serving.ServingBenchmark",
            List.of(Jvm.FOR_FLINK, Jvm.VECTORS),
            Map.of()),

    /** Access to a session's state. */
    STATE(
            "flink-operator",
            "io.rivulet.flink.state.StateAccessBenchmark",
            List.of(List.of("-Drivulet.log.level=ERROR"), Jvm.FOR_FLINK),
            Map.of());

    private final String module;
    private final String mainClass;
    private final List<List<String>> options;
    private final Map<String, String> environment;

    Benchmark(String module, String mainClass, List<List<String>> options, Map<String, String> environment) {
        this.module = module;
        this.mainClass = mainClass;
        this.options = options;
        this.environment = environment;
    }

    /** The folder of the module whose tests it is among. */
    String module() {
        return module;
    }

    String mainClass() {
        return mainClass;
    }

    Stream<String> options() {
        return options.stream().flatMap(List::stream);
    }

    /** What it wants in its environment, unless a person says otherwise. */
    Map<String, String> environment() {
        return environment;
    }
}
