package dev.muster.provider.aws;

import dev.muster.provider.ProviderFactory.AccountSettings;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one account as they were written, read one by one. Whatever is wrong is an {@link
 * IllegalArgumentException} that names the setting in full and the remedy, and never repeats a value that may be a secret.
 */
final class SettingWords {
    /** Names that would hold a secret, whatever their case and hyphens. */
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(accesskey|secret|sessiontoken|securitytoken|password|credential).*");

    /** An access key id. Source: IAM User Guide, "Unique identifiers": AKIA is a user's, ASIA is STS's, read 2026. */
    private static final Pattern ACCESS_KEY = Pattern.compile(".*\\b(AKIA|ASIA)[A-Z0-9]{12,}\\b.*", Pattern.DOTALL);

    /** A duration as Quarkus writes it too: {@code 2s}, {@code 1500ms}, {@code 1m}, or ISO 8601. */
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private final AccountSettings account;

    SettingWords(AccountSettings account, Set<String> known) {
        this.account = account;
        account.settings().forEach((name, value) -> {
            refuseSecret(name, value);
            if (!known.contains(name)) {
                throw wrong(
                        name, "there is no such setting; the settings of an aws account are " + new TreeSet<>(known));
            }
        });
    }

    @Nullable
    String text(String name) {
        String value = account.settings().get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** Words between commas; empty if the setting is absent. */
    List<String> list(String name) {
        return Stream.of(text(name, "").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Nullable
    URI uri(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (value.matches("https?://[^/?#@\\s]+/?")) {
            return URI.create(value);
        }
        throw wrong(name, "is no endpoint; write it as https://host or http://host:port, without path or user");
    }

    int count(String name, int otherwise, int max) {
        String value = text(name, String.valueOf(otherwise));
        if (value.matches("[1-9]\\d{0,5}") && Integer.parseInt(value) <= max) {
            return Integer.parseInt(value);
        }
        throw wrong(name, "is no whole number from 1 to " + max);
    }

    Duration duration(String name, Duration otherwise, Duration max) {
        String value = text(name);
        Duration time = value == null ? otherwise : parsed(name, value);
        if (time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(max) <= 0) {
            return time;
        }
        throw wrong(name, "must be from 1ms to " + max.toSeconds() + "s");
    }

    IllegalArgumentException wrong(String name, String whyAndRemedy) {
        return new IllegalArgumentException(fullName(name) + ": " + whyAndRemedy);
    }

    /** As a person finds it in the configuration. */
    String fullName(String name) {
        return "muster.accounts." + account.id() + ".settings." + name;
    }

    private Duration parsed(String name, String value) {
        var matcher = SHORT_DURATION.matcher(value);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw wrong(name, "is no duration; write it as 2s or 1500ms");
        }
    }

    private void refuseSecret(String name, String value) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (SECRET_NAME.matcher(plain).matches() || ACCESS_KEY.matcher(value).matches()) {
            throw wrong(
                    name,
                    "credentials are never settings; remove it (and rotate the key if it was real), and name where they are:"
                            + " settings.profile, settings.roleArn, or nothing for the SDK's default chain");
        }
    }
}
