package dev.muster.provider.aws;

import dev.muster.model.ObservedInstance;
import dev.muster.provider.Answer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Reservation;

/**
 * Reads instances by filters, page after page. All pages or a failure: half a listing would look like machines that are
 * gone.
 */
final class Ec2Pages {
    /** EC2 API Reference, DescribeInstances, MaxResults: 5 to 1,000, read 2026. */
    private static final int ROWS_PER_PAGE = 1_000;

    /** A million rows. EC2 may give empty pages with a token, so it is pages that are counted. */
    private static final int PAGES_MAX = 1_000;

    private final Ec2Rows rows;
    private final Ec2Failures failures;
    private final long deadlineNanos;
    private final List<Filter> filters;
    private @Nullable String nextToken;
    private int pages;

    /** For one reading that must end within {@code timeout}, whatever its pages. */
    Ec2Pages(Ec2Rows rows, Ec2Failures failures, Duration timeout, List<Filter> filters) {
        this.rows = rows;
        this.failures = failures;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        this.filters = List.copyOf(filters);
    }

    /** @param send makes one call, in at most the time given */
    Uni<Answer> read(BiFunction<DescribeInstancesRequest, Duration, Uni<DescribeInstancesResponse>> send) {
        return Multi.createBy()
                .repeating()
                .uni(() -> next(send))
                .whilst(page -> hasToken(page.nextToken()))
                .collect()
                .asList()
                .map(this::answer);
    }

    private Uni<DescribeInstancesResponse> next(
            BiFunction<DescribeInstancesRequest, Duration, Uni<DescribeInstancesResponse>> send) {
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        if (left.toMillis() < 1) {
            return Uni.createFrom().failure(failures.overdue());
        }
        if (++pages > PAGES_MAX) {
            return Uni.createFrom().failure(failures.endless());
        }
        var request = DescribeInstancesRequest.builder()
                .filters(filters)
                .maxResults(ROWS_PER_PAGE)
                .nextToken(nextToken)
                .build();
        return send.apply(request, left).invoke(page -> nextToken = page.nextToken());
    }

    /** A machine that moved between two pages while we read stands on both; the later row is the newer one. */
    private Answer answer(List<DescribeInstancesResponse> read) {
        Map<String, ObservedInstance> found = new LinkedHashMap<>();
        for (DescribeInstancesResponse page : read) {
            for (Reservation reservation : page.reservations()) {
                rows.of(reservation.instances()).forEach(row -> found.put(row.providerId(), row));
            }
        }
        DescribeInstancesResponse last = read.get(read.size() - 1);
        return Answer.of(List.copyOf(found.values()), last.responseMetadata().requestId());
    }

    private static boolean hasToken(@Nullable String token) {
        return token != null && !token.isEmpty();
    }
}
