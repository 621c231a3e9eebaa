package io.rivulet.cli.terminal;

import io.rivulet.core.text.Visible;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where lines for people go, in UTF-8. Much of them was written by others: names of sessions, topics and files, what a
 * broker or a library says. So no text reaches the terminal but {@link Visible}, and only {@link Marked} lines hold
 * what it obeys: {@code println} writes one line whatever is in it, and so does each argument of {@code printf} stay
 * where its format puts it; what is written in another way may have lines of its own.
 */
public final class Lines extends PrintWriter {
    private final PrintStream stream;

    /** Lines on a stream. */
    public Lines(PrintStream stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    /** The stream itself, for what another process prints. */
    public OutputStream bytes() {
        return stream;
    }

    /** Writes a line with its marks. */
    public void println(Marked line) {
        synchronized (lock) {
            unchanged(line.toString());
            println();
        }
    }

    @Override
    public void println(@Nullable String line) {
        println(Marked.plain(String.valueOf(line)));
    }

    @Override
    public void println(@Nullable Object line) {
        println(String.valueOf(line));
    }

    /** Writes text of several lines. */
    @Override
    public void print(@Nullable String text) {
        super.print(text);
        if (text != null && text.endsWith("\n")) {
            flush();
        }
    }

    @Override
    public PrintWriter format(String format, @Nullable Object... arguments) {
        return format(Locale.ROOT, format, arguments);
    }

    @Override
    public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        unchanged(String.format(
                locale, format, Arrays.stream(arguments).map(Lines::argument).toArray()));
        flush();
        return this;
    }

    /** Every other way of writing ends here. */
    @Override
    public void write(String text, int from, int count) {
        unchanged(Visible.lines(text.substring(from, from + count)));
    }

    @Override
    public void write(char[] text, int from, int count) {
        write(new String(text, from, count), 0, count);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character), 0, 1);
    }

    /** Marks of {@link Screen}, and what has been made visible. */
    void unchanged(String text) {
        super.write(text, 0, text.length());
    }

    private static @Nullable Object argument(@Nullable Object argument) {
        return argument == null || argument instanceof Number || argument instanceof Boolean
                ? argument
                : Visible.of(argument.toString());
    }
}
