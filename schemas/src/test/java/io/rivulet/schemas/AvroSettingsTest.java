package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.event.PromptEvent;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.LongConsumer;
import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Avro reads its settings once per class loader, so each test loads Avro and the codec anew. */
class AvroSettingsTest {
    private static final String STRING_LIMIT = SystemLimitException.MAX_STRING_LENGTH_PROPERTY;

    @Test
    void theLimitsOfThisCopyOfAvroAre64MiAndThePropertiesAreAsBefore() throws Exception {
        assertThat(inFreshClasses(AfterTheCodec.class, null)).isEqualTo("67108864 67108864 67108864");
        assertThat(System.getProperties())
                .doesNotContainKeys(
                        SystemLimitException.MAX_STRING_LENGTH_PROPERTY,
                        SystemLimitException.MAX_BYTES_LENGTH_PROPERTY,
                        SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY);
    }

    @Test
    void theDecodersInsideTheGeneratedClassesKeepToTheLimits() throws Exception {
        assertThat(inFreshClasses(GeneratedDecoder.class, null)).isEqualTo("SystemLimitException");
    }

    @Test
    void aStricterLimitOfTheUserStaysAndTheCodecKeepsToIt() throws Exception {
        assertThat(inFreshClasses(StricterLimit.class, "100")).isEqualTo("100, 100 bytes are read, 101 are TOO_LARGE");
    }

    @Test
    void theCodecRefusesFalseLengthsEvenWhereAvroReadItsLimitsBefore() throws Exception {
        assertThat(inFreshClasses(AvroFirst.class, null)).isEqualTo("2147483639 then MALFORMED");
    }

    @Test
    void aClassTrustedBeforeStaysTrusted() throws Exception {
        assertThat(inFreshClasses(TrustedBefore.class, null)).isEqualTo("true true false");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 67108864",
                "0, 0",
                "67108863, 67108863",
                "67108864, 67108864",
                "67108865, 67108864",
                "4294967295, 67108864",
                "-1, 67108864",
                "many, 67108864"
            })
    void theStricterOfTwoLimitsHolds(@Nullable String property, int limit) {
        assertThat(AvroSettings.stricter(property)).isEqualTo(limit);
    }

    /** The limits on strings, bytes and collections once the codec is loaded. */
    static final class AfterTheCodec implements Probe {
        @Override
        public String call() {
            EventCodec.prompts();
            return Limits.string() + " " + Limits.bytes() + " " + Limits.collection();
        }
    }

    /** The generated class's own decoder on a session id of 1 GiB from a stream of unknown length. */
    static final class GeneratedDecoder implements Probe {
        @Override
        public String call() throws Exception {
            EventCodec.prompts();
            InputStream claim =
                    new SequenceInputStream(new ByteArrayInputStream(claim()), InputStream.nullInputStream());
            try {
                PromptEvent.getDecoder().decode(claim);
                return "read";
            } catch (SystemLimitException e) {
                return e.getClass().getSimpleName();
            }
        }
    }

    /** The limit on strings, and what the codec makes of session ids at it and above. */
    static final class StricterLimit implements Probe {
        @Override
        public String call() {
            EventCodec<PromptEvent> codec = EventCodec.prompts();
            int read = codec.decode(named(100)).getSessionId().length();
            try {
                codec.decode(named(101));
                return "read";
            } catch (MalformedEvent e) {
                return Limits.string() + ", " + read + " bytes are read, 101 are " + e.reason();
            }
        }

        private static byte[] named(int length) {
            return Wire.event(PromptEvent.getClassSchema(), e -> {
                e.writeBytes(new byte[length]);
                e.writeFixed(new byte[14]); // every other field empty, null or zero
            });
        }
    }

    /** Avro's limit before the codec is loaded, and what the codec makes of a claim below it. */
    static final class AvroFirst implements Probe {
        @Override
        public String call() {
            int before = Limits.string();
            try {
                EventCodec.prompts().decode(claim());
                return "read";
            } catch (MalformedEvent e) {
                return before + " then " + e.reason();
            }
        }
    }

    /** Whether Avro trusts a class that it was told to, an event, and any other class. */
    static final class TrustedBefore implements Probe {
        @Override
        public String call() {
            ClassSecurityValidator.setGlobal(
                    ClassSecurityValidator.builder().add(Probe.class).build());
            EventCodec.prompts();
            var trust = ClassSecurityValidator.getGlobal();
            return trust.isTrusted(Probe.class) + " " + trust.isTrusted(PromptEvent.class) + " "
                    + trust.isTrusted(EventCodec.class);
        }
    }

    /** Runs in fresh classes; public for reflection alone. */
    public interface Probe {
        String call() throws Exception;
    }

    /** A prompt whose session id claims 1 GiB. */
    private static byte[] claim() {
        return Wire.event(PromptEvent.getClassSchema(), e -> e.writeLong(1 << 30));
    }

    private static String inFreshClasses(Class<? extends Probe> probe, @Nullable String stringLimit) throws Exception {
        if (stringLimit != null) {
            System.setProperty(STRING_LIMIT, stringLimit);
        }
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = fresh.loadClass(probe.getName());
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var call = type.getDeclaredMethod("call");
            call.setAccessible(true);
            String result = (String) call.invoke(constructor.newInstance());
            assertThat(System.getProperty(STRING_LIMIT)).isEqualTo(stringLimit);
            return result;
        } finally {
            System.clearProperty(STRING_LIMIT);
        }
    }

    private static URL[] classPath() throws Exception {
        String[] paths = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = new File(paths[i]).toURI().toURL();
        }
        return urls;
    }

    /** The largest length that Avro lets pass, found by asking it. */
    private static final class Limits {
        static int string() {
            return largest(SystemLimitException::checkMaxStringLength);
        }

        static int bytes() {
            return largest(SystemLimitException::checkMaxBytesLength);
        }

        static int collection() {
            return largest(SystemLimitException::checkMaxCollectionLength);
        }

        private static int largest(LongConsumer check) {
            long low = 0;
            long high = Integer.MAX_VALUE;
            while (low < high) {
                long middle = (low + high + 1) / 2;
                if (passes(check, middle)) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return (int) low;
        }

        private static boolean passes(LongConsumer check, long length) {
            try {
                check.accept(length);
                return true;
            } catch (SystemLimitException | UnsupportedOperationException e) {
                return false;
            }
        }
    }
}
