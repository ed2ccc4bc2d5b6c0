package dev.muster.provider.sandbox;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an account's settings strictly: a value that cannot be read, or a name nobody asked for, is an error. */
final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");

    private final String account;
    private final Map<String, String> left;
    private final TreeSet<String> known = new TreeSet<>();

    SettingsReader(String account, Map<String, String> settings) {
        this.account = account;
        this.left = new HashMap<>(settings);
    }

    /** @param remedy how to write it right, after "must be" */
    <T> T read(String name, T fallback, String remedy, Function<String, T> parse) {
        T given = readIfGiven(name, remedy, parse);
        return given == null ? fallback : given;
    }

    <T> @Nullable T readIfGiven(String name, String remedy, Function<String, T> parse) {
        known.add(name);
        String text = left.remove(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text.trim());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException e) {
            throw new IllegalArgumentException("account " + account + ": setting " + name + " must be " + remedy, e);
        }
    }

    boolean readFlag(String name, boolean fallback) {
        return read(name, fallback, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a flag");
        });
    }

    DelayRange readDelay(String name, DelayRange fallback) {
        return read(name, fallback, "a duration such as 500ms or 2s, or a range of them such as 0.5s..3s", text -> {
            String[] ends = text.split("\\.\\.", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException("a range has two ends");
            }
            return new DelayRange(duration(ends[0]), duration(ends[ends.length - 1]));
        });
    }

    double readChance(String name) {
        return read(name, 0.0, "a probability from 0 to 1", text -> {
            double chance = Double.parseDouble(text);
            if (!(chance >= 0 && chance <= 1)) {
                throw new IllegalArgumentException("not a probability");
            }
            return chance;
        });
    }

    int readCount(String name, int fallback) {
        return read(name, fallback, "a whole number from 0 up", text -> {
            int count = Integer.parseInt(text);
            if (count < 0) {
                throw new IllegalArgumentException("negative");
            }
            return count;
        });
    }

    /** To be called when all settings there are have been read. */
    void requireNoOther() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("account " + account + ": unknown setting "
                    + new TreeSet<>(left.keySet()).first() + "; the sandbox knows " + String.join(", ", known));
        }
    }

    /** Text such as {@code 1.5s}, or ISO 8601 such as {@code PT1.5S}. */
    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text.trim());
        if (!parts.matches()) {
            return Duration.parse(text.trim());
        }
        long unitMillis =
                switch (parts.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        return Duration.ofNanos(Math.round(Double.parseDouble(parts.group(1)) * unitMillis * 1_000_000));
    }
}
