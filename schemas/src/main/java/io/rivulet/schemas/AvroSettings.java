package io.rivulet.schemas;

import io.rivulet.schemas.event.PromptEvent;
import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Settings that Avro keeps in static fields, made when the first codec is loaded, wherever that happens.
 *
 * <p>Trust: Avro instantiates only classes that it was told to trust; ours are added to those already trusted.
 *
 * <p>Limits: Avro reads three system properties when {@link SystemLimitException} is initialised, and never again. The
 * codec needs none of them, because it decodes with {@link BoundedDecoder}; they stop whoever calls the decoders inside
 * the generated classes, which would believe a length of 2 GiB. A stricter value set by the user stays, and the codec
 * keeps to it too. The properties themselves are put back at once: other class loaders hold other copies of Avro, whose
 * limits are not ours to set.
 */
final class AvroSettings {
    /** Longest string, byte array (in bytes) and collection (in items) that Avro accepts in any event: 64 Mi. */
    static final int CEILING = 64 << 20;

    private static final String EVENT_PACKAGE = PromptEvent.class.getPackageName() + ".";

    static {
        trustEvents();
        limitLengths();
    }

    private AvroSettings() {}

    /** Makes the settings on the first call. */
    static void apply() {}

    private static void trustEvents() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(EVENT_PACKAGE)));
    }

    private static void limitLengths() {
        String[] names = {
            SystemLimitException.MAX_STRING_LENGTH_PROPERTY,
            SystemLimitException.MAX_BYTES_LENGTH_PROPERTY,
            SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY
        };
        String[] before = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            before[i] = System.getProperty(names[i]);
            System.setProperty(names[i], Integer.toString(stricter(before[i])));
        }
        SystemLimitException.checkMaxBytesLength(0); // initialises the class: constants alone, as above, do not
        for (int i = 0; i < names.length; i++) {
            restore(names[i], before[i]);
        }
    }

    /** The user's limit if there is one below ours, else ours. */
    static int stricter(@Nullable String property) {
        try {
            long value = property == null ? CEILING : Long.parseLong(property);
            return value < 0 ? CEILING : (int) Math.min(value, CEILING);
        } catch (NumberFormatException e) {
            return CEILING; // Avro, too, warns about such a value and falls back to its default
        }
    }

    private static void restore(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
