package dev.muster.cli.text;

import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A failure, whole, for a person. */
public final class FailureText {
    private static final Map<Advice, String> ADVICE = Map.of(
            Advice.REPLAY, "send the same command again, with the same --command-id",
            Advice.RETRY_AFTER, "try again later",
            Advice.TRY_ELSEWHERE, "try another zone, type, market or region",
            Advice.WAIT_FOR_STATE, "wait until the instance is in another state, then try again",
            Advice.RECONCILE_FIRST, "look at what is there first: something may be left behind",
            Advice.FIX_REQUEST, "change the command",
            Advice.FIX_CREDENTIALS, "ask the operator to mend the account's credentials or rights",
            Advice.RAISE_QUOTA, "ask the provider for a higher quota, or free some of it",
            Advice.NOTHING_TO_DO, "nothing");

    private static final Map<Failure.EffectLeft, String> EFFECT = Map.of(
            Failure.EffectLeft.NONE, "nothing was changed",
            Failure.EffectLeft.PARTIAL, "part of it was done",
            Failure.EffectLeft.COMPLETE, "it was done all the same",
            Failure.EffectLeft.UNKNOWN, "not known yet");

    private FailureText() {}

    /** The first line says what; the others, indented, what to do and whose words it was. */
    public static List<String> of(Failure failure) {
        List<String> lines = new ArrayList<>();
        lines.add(head(failure));
        lines.add("  effect    " + failure.effect() + ": " + EFFECT.get(failure.effect()));
        lines.add("  advice    " + failure.advice() + ": " + ADVICE.get(failure.advice()) + wait(failure));
        failure.violations()
                .forEach(violation -> lines.add("  field     "
                        + (violation.field().isEmpty() ? "(whole)" : Plain.safe(violation.field()))
                        + ": " + Plain.safe(violation.message()) + " [" + violation.rule() + "]"));
        var provider = failure.provider();
        if (provider != null) {
            lines.add("  provider  " + Plain.safe(provider.name() + " " + provider.operation() + ": " + provider.code())
                    + (provider.httpStatus() == 0 ? "" : ", HTTP " + provider.httpStatus())
                    + (provider.requestId() == null ? "" : ", request " + Plain.safe(provider.requestId())));
            if (!provider.message().isEmpty() && !failure.message().contains(provider.message())) {
                lines.add("            " + Plain.safe(provider.message()));
            }
        }
        quota(failure, lines);
        items(failure, lines);
        return lines;
    }

    /** One line in a list. */
    public static String line(Failure failure, Instant at, ZoneId zone) {
        return Plain.time(at, zone) + "  " + head(failure) + " [effect " + failure.effect() + ", advice "
                + failure.advice() + (failure.commandId() == null ? "" : ", command " + failure.commandId()) + "]";
    }

    private static String head(Failure failure) {
        String code = failure.code().equals(failure.category().name()) ? "" : " " + Plain.safe(failure.code());
        String about = failure.resource() == null ? "" : " " + failure.resource();
        return failure.category() + code + about + ": " + Plain.safe(failure.message());
    }

    private static String wait(Failure failure) {
        return failure.retryAfter() == null ? "" : ", in " + DurationText.age(failure.retryAfter());
    }

    private static void quota(Failure failure, List<String> lines) {
        var quota = failure.quota();
        if (quota != null) {
            lines.add("  quota     " + Plain.safe(quota.name()) + ": limit " + figure(quota.limit()) + ", used "
                    + figure(quota.used()) + ", asked for " + figure(quota.requested()) + " "
                    + Plain.safe(quota.unit()));
        }
    }

    private static String figure(double value) {
        return value < 0
                ? "not told"
                : value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void items(Failure failure, List<String> lines) {
        counts(failure.items())
                .forEach((result, resources) -> lines.add("  " + Table.padded(result, 9) + " "
                        + resources.stream().limit(5).collect(Collectors.joining(", "))
                        + (resources.size() > 5 ? " and " + (resources.size() - 5) + " more" : "")));
    }

    /** Ids by result. */
    private static Map<String, List<String>> counts(Collection<Failure.ItemResult> items) {
        return items.stream()
                .collect(Collectors.groupingBy(
                        Failure.ItemResult::result,
                        TreeMap::new,
                        Collectors.mapping(item -> lastPart(item.resource()), Collectors.toList())));
    }

    private static String lastPart(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }
}
