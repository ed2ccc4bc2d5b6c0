package dev.muster.provider.aws;

import dev.muster.model.Failure.QuotaDetail;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a quota error, which EC2 gives only in its text. The sentences are as users report them; EC2 documents
 * none, so all of them are unverified. For people and dashboards: nothing is decided by them, and one that reads otherwise
 * costs the figures and no more.
 */
final class Ec2Quotas {
    private static final double NOT_TOLD = -1;

    private static final List<Pattern> LIMIT =
            List.of(Pattern.compile("limit of (\\d{1,9})"), Pattern.compile("quota allows for (\\d{1,9}) more"));

    private static final List<Pattern> REQUESTED = List.of(
            Pattern.compile("requested more instances \\((\\d{1,9})\\)"),
            Pattern.compile("requested at least (\\d{1,9})"));

    private static final Map<String, String> UNITS = Map.of(
            "VcpuLimitExceeded", "vCPU",
            "InstanceLimitExceeded", "instances",
            "MaxSpotInstanceCountExceeded", "instances",
            "VolumeLimitExceeded", "volumes",
            "MaxIOPSLimitExceeded", "IOPS",
            "AddressLimitExceeded", "addresses",
            "VpcLimitExceeded", "networks");

    private Ec2Quotas() {}

    static QuotaDetail of(String code, @Nullable String message) {
        String text = message == null ? "" : message;
        return new QuotaDetail(
                code, figure(LIMIT, text), NOT_TOLD, figure(REQUESTED, text), UNITS.getOrDefault(code, "resources"));
    }

    private static double figure(List<Pattern> patterns, String text) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Double.parseDouble(matcher.group(1));
            }
        }
        return NOT_TOLD;
    }
}
