package dev.muster.cli.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them. */
public final class DurationText {
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private static final Pattern PARTS = Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private DurationText() {}

    /**
     * ISO-8601, e.g. {@code PT1H30M}, or numbers with units, e.g. {@code 90m}, {@code 1h30m}, {@code 2d}.
     *
     * @throws IllegalArgumentException for any other text, and for zero or less
     */
    public static Duration parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Duration duration = Duration.ZERO;
        if (PARTS.matcher(word).matches()) {
            Matcher part = PART.matcher(word);
            while (part.find()) {
                duration = duration.plus(
                        UNITS.getOrDefault(part.group(2), Duration.ZERO).multipliedBy(Long.parseLong(part.group(1))));
            }
        } else {
            try {
                duration = Duration.parse(word);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not a duration such as 90m, 1h30m or PT1H", e);
            }
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("a duration is more than nothing");
        }
        return duration;
    }

    /** For a running clock: {@code 3.4 s}, {@code 1:05}, {@code 2:10:00}. */
    public static String elapsed(Duration duration) {
        Duration shown = duration.isNegative() ? Duration.ZERO : duration;
        if (shown.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(shown.toMillis() / 100.0) / 10.0);
        }
        return shown.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", shown.toMinutes(), shown.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", shown.toHours(), shown.toMinutesPart(), shown.toSecondsPart());
    }

    /** For an age, the two largest units at most: {@code 12s}, {@code 5m}, {@code 3h20m}, {@code 4d1h}. */
    public static String age(Duration duration) {
        Duration shown = duration.isNegative() ? Duration.ZERO : duration;
        if (shown.toSeconds() < 60) {
            return shown.toSeconds() + "s";
        }
        if (shown.toMinutes() < 60) {
            return shown.toMinutes() + "m";
        }
        return shown.toHours() < 24
                ? two(shown.toHours(), "h", shown.toMinutesPart(), "m")
                : two(shown.toDays(), "d", shown.toHoursPart(), "h");
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
