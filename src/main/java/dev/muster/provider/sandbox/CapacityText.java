package dev.muster.provider.sandbox;

import dev.muster.model.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Capacity rules as a setting has them: {@code type@zone+market=machines}, separated by commas, the first that covers a pool
 * holds. A star stands for all, e.g. {@code gpu-8@sandbox-1a+spot=2, gpu-8@*+*=4}.
 */
final class CapacityText {
    private static final Pattern RULE =
            Pattern.compile("(?<type>[^@\\s]+)@(?<zone>[^+\\s]+)\\+(?<market>[^=\\s]+)=(?<machines>\\d+)");

    private CapacityText() {}

    /** @throws IllegalArgumentException for text that is no such rules, and for a type, zone or market there is none of */
    static List<CapacityRule> parse(String text, SandboxProfile profile) {
        var rules = new ArrayList<CapacityRule>();
        for (String part : text.split(",", -1)) {
            Matcher rule = RULE.matcher(part.trim());
            if (!rule.matches()) {
                throw new IllegalArgumentException("not a capacity rule");
            }
            String type = named(rule.group("type"));
            String zone = named(rule.group("zone"));
            String market = named(rule.group("market"));
            if (type != null && SandboxType.named(type) == null) {
                throw new IllegalArgumentException("no such type");
            }
            if (zone != null
                    && profile.zones().stream().noneMatch(known -> known.name().equals(zone))) {
                throw new IllegalArgumentException("no such zone");
            }
            Market sold = market == null ? null : Market.of(market);
            rules.add(new CapacityRule(type, zone, sold, Integer.parseInt(rule.group("machines"))));
        }
        return rules;
    }

    private static @Nullable String named(String word) {
        return word.equals("*") ? null : word;
    }
}
