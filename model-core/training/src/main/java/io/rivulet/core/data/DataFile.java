package io.rivulet.core.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of data, plain or gzipped: its first two bytes tell. */
final class DataFile {
    private static final int GZIP = 0x1f8b;
    private static final int BUFFER = 1 << 16;

    /** What is made of a file's bytes, once they are plain. */
    @FunctionalInterface
    interface Content<T> {
        T read(InputStream in) throws IOException;
    }

    private DataFile() {}

    /** What {@code content} makes of {@code file}; a gzip that is cut short or damaged is refused as such. */
    static <T> T read(Path file, Content<T> content) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            in.mark(2);
            boolean gzipped = ((in.read() << 8) | in.read()) == GZIP;
            in.reset();
            return content.read(gzipped ? new GZIPInputStream(in, BUFFER) : in);
        } catch (EOFException | ZipException e) {
            throw new UnusableFile(
                    "a gzipped file must be whole, " + file + " is not (" + e.getMessage() + "); fetch it again", e);
        }
    }
}
