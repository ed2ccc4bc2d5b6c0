package dev.muster.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for values that may be absent, and text from outside made safe for a terminal. */
public final class Plain {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private Plain() {}

    /** Empty for null. */
    public static String of(@Nullable Object value) {
        return value == null ? "" : safe(value.toString());
    }

    /** Without control characters: what a provider or a sender wrote must not steer the terminal. */
    public static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return safe.toString();
    }

    public static String time(Instant instant, ZoneId zone) {
        return TIME.withZone(zone).format(instant);
    }
}
