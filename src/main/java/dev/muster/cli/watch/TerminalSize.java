package dev.muster.cli.watch;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much the terminal shows. */
public record TerminalSize(int rows, int columns) {
    /** Set by the start script where standard output is a terminal: what {@code stty size} says. */
    public static final String PROPERTY = "muster.terminal";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}) (\\d{1,4})");

    /** Null where there is no terminal. */
    public static @Nullable TerminalSize parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var found = TEXT.matcher(text.strip());
        int rows = found.matches() ? Integer.parseInt(found.group(1)) : 0;
        int columns = found.matches() ? Integer.parseInt(found.group(2)) : 0;
        // Some terminals say nothing, or 0 0.
        return new TerminalSize(rows < 4 ? 24 : rows, columns < 20 ? 80 : columns);
    }
}
