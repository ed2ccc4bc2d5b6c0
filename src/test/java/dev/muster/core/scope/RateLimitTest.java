package dev.muster.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.ScopeState.BucketState;
import dev.muster.model.ScopeProfile.BucketSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final BucketSpec FIVE_THEN_TWO = new BucketSpec(5, 2);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aFullBucketLetsItsSizeGoAndThenItsRate() {
        BucketState state = null;
        int went = 0;
        for (Instant at = NOW; at.isBefore(NOW.plusSeconds(10)); at = at.plusMillis(10)) {
            var limit = new RateLimit(FIVE_THEN_TWO, state);
            if (limit.available(at) >= 1) {
                state = limit.take(1, at);
                went++;
            }
        }
        assertThat(went).isBetween(24, 25);
    }

    @Test
    void theEarliestInstantIsTheFirstAtWhichItMayGo() {
        BucketState empty = new RateLimit(FIVE_THEN_TWO, null).take(5, NOW);
        var limit = new RateLimit(FIVE_THEN_TWO, empty);

        Instant earliest = limit.earliest(2, NOW);

        assertThat(limit.available(NOW)).isZero();
        assertThat(limit.available(earliest)).isGreaterThanOrEqualTo(2);
        assertThat(limit.available(earliest.minusMillis(5))).isLessThan(2);
    }

    @Test
    void aThrottleEmptiesTheBucketHalvesTheRateAndIsForgottenSlowly() {
        BucketState throttled = new RateLimit(FIVE_THEN_TWO, null).throttled(NOW);
        var limit = new RateLimit(FIVE_THEN_TWO, throttled);

        assertThat(limit.available(NOW)).isZero();
        assertThat(limit.factor(NOW)).isEqualTo(0.5);
        assertThat(limit.factor(NOW.plusSeconds(10))).isCloseTo(0.55, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(limit.factor(NOW.plus(Duration.ofMinutes(2)))).isEqualTo(1);
    }

    @Test
    void moreThanItHoldsGoesOnceItIsFull() {
        var small = new BucketSpec(1, 1);
        BucketState state = new RateLimit(small, null).take(1, NOW);

        assertThat(new RateLimit(small, state).earliest(3, NOW)).isBefore(NOW.plusSeconds(2));
    }
}
