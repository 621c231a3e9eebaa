package io.rivulet.cli.prove;

import java.util.Locale;

/** A parser of bytes from outside, and the test that feeds it. */
enum FuzzTarget {
    /** Events on the topics. */
    EVENT(
            "flink-operator",
            "io.rivulet.flink.codec.EventFuzzTest",
            "io.rivulet.schemas.**:io.rivulet.flink.**:org.apache.avro.**"),

    /** Bundles of models. */
    BUNDLE(
            "model-core/model",
            "io.rivulet.core.bundle.BundleFuzzTest",
            "io.rivulet.core.bundle.**:io.rivulet.core.model.**:com.fasterxml.jackson.core.**"),

    /** A session's state in a savepoint. */
    STATE("flink-operator", "io.rivulet.flink.state.StateFuzzTest", "io.rivulet.flink.**");

    private final String module;
    private final String testClass;
    private final String traced;

    FuzzTarget(String module, String testClass, String traced) {
        this.module = module;
        this.testClass = testClass;
        this.traced = traced;
    }

    /** The folder of the module whose tests it is among. */
    String module() {
        return module;
    }

    String testClass() {
        return testClass;
    }

    /** Patterns of the classes whose branches steer the fuzzer. */
    String traced() {
        return traced;
    }

    /** The folder of known cases, from the root of a checkout. */
    String cases() {
        return module + "/src/test/resources/"
                + testClass.replaceAll("Test$", "Cases").replace('.', '/');
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
