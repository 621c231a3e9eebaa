package io.rivulet.flink.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The codecs of Kafka that are native code, which does not travel in the job jar: who uses them puts their jars into
 * Flink's lib folder. What Java brings, gzip, and lz4 in its Java form are always there.
 */
enum MissingCodec {
    ZSTD("zstd", "com.github.luben.zstd.", "com.github.luben.zstd.ZstdInputStreamNoFinalizer", "zstd-jni-1.5.6-10.jar"),
    SNAPPY("snappy", "org.xerial.snappy.", "org.xerial.snappy.SnappyInputStream", "snappy-java-1.1.10.7.jar");

    private final String codec;
    private final String library;
    private final String probe;
    private final String jar;

    MissingCodec(String codec, String library, String probe, String jar) {
        this.codec = codec;
        this.library = library;
        this.probe = probe;
        this.jar = jar;
    }

    /** The jar, with the version that Kafka's clients were built with. */
    String jar() {
        return jar;
    }

    /** The codec of that name, if it is one of these and its jar is not here. */
    static Optional<MissingCodec> named(String codec) {
        return missing().stream().filter(one -> one.codec.equals(codec)).findFirst();
    }

    /** Codecs whose jars are not here. */
    static List<MissingCodec> missing() {
        return Arrays.stream(values()).filter(MissingCodec::isMissing).toList();
    }

    /**
     * One line if a codec could not be loaded: its name, its jar and where that goes.
     *
     * @param failure of a client of Kafka
     */
    static Optional<String> explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (MissingCodec one : values()) {
                if (one.failedToLoad(cause)) {
                    return Optional.of("a batch must be compressed with a codec that Flink can load, found " + one.codec
                            + "; " + one.remedy(cause));
                }
            }
        }
        return Optional.empty();
    }

    /** What to do to have this codec. */
    String remedy() {
        return "put " + jar + " into Flink's lib folder on every machine and start Flink again, or let producers use"
                + " none, gzip or lz4";
    }

    private String remedy(Throwable cause) {
        boolean absent = cause instanceof NoClassDefFoundError
                && !String.valueOf(cause.getMessage()).startsWith("Could not initialize");
        return absent || cause instanceof ClassNotFoundException
                ? remedy()
                : "the native code of " + jar + " in Flink's lib folder does not load ("
                        + String.valueOf(cause.getMessage()).lines().collect(Collectors.joining(" "))
                        + "): see that it has code for this processor, and that java.io.tmpdir lets code run";
    }

    private boolean failedToLoad(Throwable cause) {
        // Snappy has an error of its own for native code that does not load.
        boolean loading = cause instanceof Error && !(cause instanceof VirtualMachineError)
                || cause instanceof ClassNotFoundException;
        return loading
                && (cause.getClass().getName().startsWith(library)
                        || String.valueOf(cause.getMessage()).replace('/', '.').contains(library)
                        || Arrays.stream(cause.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().startsWith(library)));
    }

    private boolean isMissing() {
        try {
            Class.forName(probe, false, KafkaProducer.class.getClassLoader());
            return false;
        } catch (ClassNotFoundException | LinkageError e) {
            return true;
        }
    }

    /** As Kafka names it. */
    @Override
    public String toString() {
        return codec;
    }
}
