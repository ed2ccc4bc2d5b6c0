package dev.muster.model;

import static dev.muster.model.LifecycleState.DEGRADED;
import static dev.muster.model.LifecycleState.FAILED;
import static dev.muster.model.LifecycleState.PROVISIONING;
import static dev.muster.model.LifecycleState.REBOOTING;
import static dev.muster.model.LifecycleState.RECONFIGURING;
import static dev.muster.model.LifecycleState.REQUESTED;
import static dev.muster.model.LifecycleState.RUNNING;
import static dev.muster.model.LifecycleState.STARTING;
import static dev.muster.model.LifecycleState.STOPPED;
import static dev.muster.model.LifecycleState.STOPPING;
import static dev.muster.model.LifecycleState.SUSPENDED;
import static dev.muster.model.LifecycleState.SUSPENDING;
import static dev.muster.model.LifecycleState.TERMINATED;
import static dev.muster.model.LifecycleState.TERMINATING;
import static dev.muster.model.LifecycleState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole table of legal moves, written down a second time from the domain model. */
class LifecycleStateTest {
    private static final Set<LifecycleState> FROM_RUNNING = EnumSet.of(
            DEGRADED,
            REBOOTING,
            RECONFIGURING,
            STOPPING,
            STOPPED,
            SUSPENDING,
            TERMINATING,
            TERMINATED,
            FAILED,
            UNKNOWN);
    private static final Set<LifecycleState> FROM_IMPAIRED = EnumSet.of(
            RUNNING, DEGRADED, REBOOTING, RECONFIGURING, STOPPING, STOPPED, TERMINATING, TERMINATED, FAILED, UNKNOWN);
    private static final Set<LifecycleState> FROM_SUSPENDED =
            EnumSet.of(SUSPENDED, STARTING, RUNNING, STOPPED, TERMINATING, TERMINATED, FAILED, UNKNOWN);
    private static final Map<LifecycleState, Set<LifecycleState>> TABLE = Map.ofEntries(
            Map.entry(REQUESTED, EnumSet.of(PROVISIONING, FAILED, TERMINATED, UNKNOWN)),
            Map.entry(PROVISIONING, EnumSet.of(STARTING, RUNNING, STOPPED, FAILED, TERMINATING, TERMINATED, UNKNOWN)),
            Map.entry(
                    STARTING,
                    EnumSet.of(RUNNING, DEGRADED, STOPPING, STOPPED, FAILED, TERMINATING, TERMINATED, UNKNOWN)),
            Map.entry(RUNNING, FROM_RUNNING),
            Map.entry(DEGRADED, FROM_IMPAIRED),
            Map.entry(REBOOTING, FROM_IMPAIRED),
            Map.entry(RECONFIGURING, FROM_IMPAIRED),
            Map.entry(STOPPING, EnumSet.of(STOPPED, RUNNING, TERMINATING, TERMINATED, FAILED, UNKNOWN)),
            Map.entry(STOPPED, EnumSet.of(STARTING, RUNNING, RECONFIGURING, TERMINATING, TERMINATED, FAILED, UNKNOWN)),
            Map.entry(SUSPENDING, FROM_SUSPENDED),
            Map.entry(SUSPENDED, FROM_SUSPENDED),
            Map.entry(TERMINATING, EnumSet.of(TERMINATED, RUNNING, FAILED, UNKNOWN)),
            Map.entry(FAILED, EnumSet.of(STARTING, RUNNING, TERMINATING, TERMINATED, UNKNOWN)),
            Map.entry(UNKNOWN, EnumSet.allOf(LifecycleState.class)),
            Map.entry(TERMINATED, Set.of()));

    @ParameterizedTest
    @EnumSource
    void movesAreThoseOfTheTable(LifecycleState from) {
        Set<LifecycleState> legal =
                Arrays.stream(LifecycleState.values()).filter(from::canBecome).collect(Collectors.toSet());

        Set<LifecycleState> expected = new HashSet<>(TABLE.get(from));
        expected.remove(from);
        assertThat(legal).isEqualTo(expected);
    }
}
