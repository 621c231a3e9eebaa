package io.rivulet.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** All versions of a record that were ever on a topic, from the resource folder {@code history/<record>}. */
final class PublishedSchemas {
    private PublishedSchemas() {}

    /**
     * Versions of the record, oldest first. Version 0, where there is one, is a draft from before the first release.
     */
    static List<Schema> of(String record) {
        return List.copyOf(byVersion(record).values());
    }

    /** The same by their numbers. */
    static SortedMap<Integer, Schema> byVersion(String record) {
        SortedMap<Integer, Schema> versions = new TreeMap<>();
        for (int version = 0; ; version++) {
            try (InputStream file =
                    PublishedSchemas.class.getResourceAsStream("history/" + record + "/v" + version + ".avsc")) {
                if (file != null) {
                    versions.put(version, new Schema.Parser().parse(file));
                } else if (version > 0) {
                    return versions;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read version " + version + " of " + record, e);
            }
        }
    }
}
