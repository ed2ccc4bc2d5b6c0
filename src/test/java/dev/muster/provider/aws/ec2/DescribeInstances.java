package dev.muster.provider.aws.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rows by id, or in pages in the order of ids; a reservation may be spread over several pages. */
final class DescribeInstances {
    /** One answer's rows; {@code nextToken} is there where more follow. */
    record Page(List<Machine> machines, Optional<String> nextToken) {}

    private static final int MAX_RESULTS_MIN = 5;
    private static final int MAX_RESULTS_MAX = 1000;
    private static final String TOKEN_PREFIX = "after:";

    private final CloudRegion region;

    DescribeInstances(CloudRegion region) {
        this.region = region;
    }

    String answer(Form form, String requestId) {
        Page page = page(form, Filters.of(form));
        form.endDryRun();
        var reservations = page.machines().stream()
                .collect(Collectors.groupingBy(
                        machine -> machine.reservationId, LinkedHashMap::new, Collectors.toList()));
        Xml xml = Xml.response("DescribeInstances", requestId);
        return xml.items(
                        "reservationSet",
                        reservations.values(),
                        (item, machines) -> InstanceXml.writeReservation(item, region, machines))
                .textIfAny("nextToken", page.nextToken())
                .raw("</DescribeInstancesResponse>")
                .toString();
    }

    Page page(Form form, Predicate<Machine> filter) {
        List<String> ids = form.list("InstanceId");
        Optional<Integer> maxResults = form.wholeIfAny("MaxResults");
        if (!ids.isEmpty()) {
            if (maxResults.isPresent()) {
                throw new Ec2Error(
                        "InvalidParameterCombination",
                        "The parameter instancesSet cannot be used with the parameter maxResults");
            }
            List<Machine> named = region.fleet().named(ids);
            return new Page(named.stream().distinct().filter(filter).toList(), Optional.empty());
        }
        maxResults.ifPresent(DescribeInstances::checkMaxResults);
        String after = form.text("NextToken").map(DescribeInstances::cursor).orElse("");
        int rows = maxResults
                .map(max -> Math.min(max, region.knobs().rowsPerPageMax()))
                .orElse(Integer.MAX_VALUE);
        return page(after, rows, filter);
    }

    private Page page(String after, int rows, Predicate<Machine> filter) {
        List<Machine> found = region.fleet()
                .visibleAfter(after)
                .filter(filter)
                .limit(rows == Integer.MAX_VALUE ? Long.MAX_VALUE : rows + 1L)
                .toList();
        if (found.size() <= rows) return new Page(found, Optional.empty());
        List<Machine> shown = found.subList(0, rows);
        String cursor = TOKEN_PREFIX + shown.get(rows - 1).id;
        return new Page(shown, Optional.of(Base64.getEncoder().encodeToString(cursor.getBytes(UTF_8))));
    }

    private static void checkMaxResults(int maxResults) {
        if (maxResults < MAX_RESULTS_MIN || maxResults > MAX_RESULTS_MAX) {
            throw Ec2Error.invalid("Value ( " + maxResults + " ) for parameter maxResults is invalid."
                    + " Expecting a value between 5 and 1000.");
        }
    }

    private static String cursor(String nextToken) {
        try {
            String cursor = new String(Base64.getDecoder().decode(nextToken), UTF_8);
            if (cursor.startsWith(TOKEN_PREFIX)) return cursor.substring(TOKEN_PREFIX.length());
        } catch (IllegalArgumentException e) {
            // Not of our making: told below.
        }
        throw new Ec2Error("InvalidNextToken", "The token '" + nextToken + "' is invalid");
    }
}
