package io.rivulet.cli.print;

import io.rivulet.cli.terminal.Ink;
import io.rivulet.cli.terminal.Lines;
import io.rivulet.cli.terminal.Screen;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes.
 *
 * @param terminal whether {@code out} is a terminal that moves its cursor when told to
 * @param columns width of the terminal, or of the lines that we write where there is none
 */
public record Console(Lines out, Lines err, Ink ink, boolean terminal, int columns) {
    private static final int COLUMNS_WITHOUT_TERMINAL = 128;

    /** A console; {@code terminalColumns} is null away from a terminal. */
    public static Console of(
            PrintStream out, PrintStream err, Map<String, String> environment, @Nullable String terminalColumns) {
        if (terminalColumns == null || !terminalColumns.matches("[1-9][0-9]{0,4}")) {
            return new Console(new Lines(out), new Lines(err), Ink.PLAIN, false, COLUMNS_WITHOUT_TERMINAL);
        }
        return new Console(
                new Lines(out), new Lines(err), Ink.of(environment, true), true, Integer.parseInt(terminalColumns));
    }

    /** A screen to draw on. */
    public Screen screen() {
        return new Screen(out, terminal);
    }
}
