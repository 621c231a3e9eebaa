package io.rivulet.cli.prove;

import java.util.List;

/** Options of the JVMs that measure and try. */
final class Jvm {
    /** The fast arithmetic; without it the same results come slowly. */
    static final List<String> VECTORS = List.of("--add-modules=jdk.incubator.vector");

    /** Profiles otherwise count a sample for the next place where the JVM could stop: loops of vectors have none. */
    static final List<String> EXACT_SAMPLES = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    /** Flink reflects into these. */
    static final List<String> FOR_FLINK = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    /** What a process writes does not depend on who started it; these win over options that stand before them. */
    static final List<String> NEUTRAL = List.of("-Duser.language=en", "-Duser.country=US", "-Duser.extensions=");

    private Jvm() {}
}
