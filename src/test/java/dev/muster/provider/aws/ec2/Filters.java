package dev.muster.provider.aws.ec2;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The filters of one describe call: all must match, each by any of its values, with {@code *} and {@code ?} as
 * wildcards and {@code \} before a literal one. Source: EC2 API Reference, DescribeInstances.
 */
final class Filters implements Predicate<Machine> {
    private static final int VALUES_MAX = 200;

    private static final Map<String, Function<Machine, Collection<String>>> FIELDS = Map.ofEntries(
            entry("instance-id", machine -> List.of(machine.id)),
            entry("instance-state-name", machine -> List.of(machine.state().wireName())),
            entry("client-token", machine -> machine.request.token().stream().toList()),
            entry("tag-key", machine -> machine.tags.keySet()),
            entry("availability-zone", machine -> List.of(machine.zone)),
            entry("subnet-id", machine -> List.of(machine.subnet)),
            entry("instance-type", machine -> List.of(machine.type)),
            entry("image-id", machine -> List.of(machine.request.image())),
            entry("reservation-id", machine -> List.of(machine.reservationId)),
            entry(
                    "instance-lifecycle",
                    machine -> machine.request.market() == Market.SPOT ? List.of("spot") : List.of()));

    private final List<Predicate<Machine>> each;

    private Filters(List<Predicate<Machine>> each) {
        this.each = each;
    }

    static Filters of(Form form) {
        List<Form> filters = form.members("Filter");
        long values = filters.stream()
                .mapToLong(filter -> filter.list("Value").size())
                .sum();
        if (values > VALUES_MAX) {
            throw new Ec2Error(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is " + VALUES_MAX);
        }
        return new Filters(filters.stream().map(Filters::one).toList());
    }

    @Override
    public boolean test(Machine machine) {
        return each.stream().allMatch(filter -> filter.test(machine));
    }

    private static Predicate<Machine> one(Form filter) {
        Function<Machine, Collection<String>> field = field(filter.required("Name"));
        List<Predicate<String>> patterns =
                filter.list("Value").stream().map(Filters::pattern).toList();
        return machine -> field.apply(machine).stream()
                .anyMatch(value -> patterns.stream().anyMatch(pattern -> pattern.test(value)));
    }

    private static Function<Machine, Collection<String>> field(String name) {
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return machine -> Stream.ofNullable(machine.tags.get(key)).toList();
        }
        if (!FIELDS.containsKey(name)) throw Ec2Error.invalid("The filter '" + name + "' is invalid");
        return FIELDS.get(name);
    }

    private static Predicate<String> pattern(String value) {
        if (value.chars().noneMatch(c -> c == '*' || c == '?' || c == '\\')) return value::equals;
        var regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escaped = c == '\\' && i + 1 < value.length();
            if (escaped) {
                regex.append(Pattern.quote(String.valueOf(value.charAt(++i))));
            } else if (c == '*' || c == '?') {
                regex.append(c == '*' ? ".*" : ".");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    }
}
