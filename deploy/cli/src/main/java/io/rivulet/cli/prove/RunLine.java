package io.rivulet.cli.prove;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a result is compared by: commit, processor and the JVM's options. */
final class RunLine {
    private RunLine() {}

    /** Of this machine and environment. */
    static String here(Path home) throws InterruptedException {
        return of(Checkout.commit(home), Processor.describe(), System.getenv());
    }

    /** Of options only those that begin with -X: properties are left out, as they may hold a secret. */
    static String of(String commit, String processor, Map<String, String> environment) {
        Stream<String> options = options(environment).stream().filter(option -> option.startsWith("-X"));
        Stream<String> kernel = Stream.ofNullable(environment.get("OPENBLAS_CORETYPE"))
                .filter(type -> !type.isEmpty())
                .map(type -> "OPENBLAS_CORETYPE=" + type);
        return Stream.of(Stream.of(commit, processor), options, kernel)
                .flatMap(part -> part)
                .collect(Collectors.joining("; "));
    }

    /** What a person adds for the JVM. */
    static List<String> options(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("RIVULET_JAVA_OPTS", "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
