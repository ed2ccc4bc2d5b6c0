package dev.muster.provider.aws.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance as the provider knows it. A state that passes by itself is left when {@link #settle} finds its time
 * come. Not thread-safe: its region's lock guards it.
 */
final class Machine {
    /** A state to come, and the moment it does. */
    private record Next(MachineState state, Instant at) {}

    final String id;
    final String reservationId;
    final int launchIndex;
    final String zone;
    final String subnet;
    final LaunchRequest request;
    final Instant visibleAt;
    final Map<String, String> tags;
    final List<Volume> volumes;

    String type;
    boolean terminationProtected;
    boolean stopProtected;
    boolean impaired;
    Instant launchTime;
    int reboots;
    long address;

    private MachineState state = MachineState.PENDING;
    private Optional<StateReason> reason = Optional.empty();
    private Optional<Next> next = Optional.empty();
    private Optional<Instant> terminatedAt = Optional.empty();
    private boolean vanished;

    /** What the region decides about a machine at its launch. */
    record Birth(String id, String reservationId, int launchIndex, Subnet subnet, Instant at) {}

    Machine(Birth birth, LaunchRequest request, List<Volume> volumes, Duration visibleAfter) {
        this.id = birth.id();
        this.reservationId = birth.reservationId();
        this.launchIndex = birth.launchIndex();
        this.zone = birth.subnet().zone();
        this.subnet = birth.subnet().id();
        this.request = request;
        this.visibleAt = birth.at().plus(visibleAfter);
        this.tags = new LinkedHashMap<>(request.instanceTags());
        this.volumes = volumes;
        this.type = request.type();
        this.terminationProtected = request.terminationProtected();
        this.stopProtected = request.stopProtected();
        this.launchTime = birth.at();
    }

    MachineState state() {
        return state;
    }

    Optional<StateReason> reason() {
        return reason;
    }

    boolean isVanished() {
        return vanished;
    }

    /** Whether describe shows it: after its visibility lag, until a while after its end. */
    boolean isVisible(Instant now) {
        return !vanished && !now.isBefore(visibleAt);
    }

    void settle(Instant now, Duration terminatedRowsKeptFor) {
        next.filter(due -> !now.isBefore(due.at())).ifPresent(due -> enter(due.state(), due.at()));
        vanished |= terminatedAt
                .filter(at -> !now.isBefore(at.plus(terminatedRowsKeptFor)))
                .isPresent();
    }

    void boot(Instant now, Duration pendingFor) {
        reason = Optional.empty();
        launchTime = now;
        move(MachineState.PENDING, MachineState.RUNNING, now.plus(pendingFor));
    }

    void dieAtLaunch(StateReason why, Instant at) {
        reason = Optional.of(why);
        next = Optional.of(new Next(MachineState.TERMINATED, at));
    }

    void stop(StateReason why, Instant now, Duration stoppingFor) {
        reason = Optional.of(why);
        move(MachineState.STOPPING, MachineState.STOPPED, now.plus(stoppingFor));
    }

    /** A stopped instance has nothing to shut down: it is terminated at once. */
    void end(StateReason why, Instant now, Duration shuttingDownFor) {
        if (state.isEnding()) return;
        reason = Optional.of(why);
        if (state == MachineState.STOPPED) {
            enter(MachineState.TERMINATED, now);
        } else {
            move(MachineState.SHUTTING_DOWN, MachineState.TERMINATED, now.plus(shuttingDownFor));
        }
    }

    void vanish(Instant now) {
        enter(MachineState.TERMINATED, now);
        vanished = true;
    }

    private void move(MachineState through, MachineState to, Instant at) {
        state = through;
        next = Optional.of(new Next(to, at));
    }

    private void enter(MachineState entered, Instant at) {
        state = entered;
        next = Optional.empty();
        if (entered == MachineState.TERMINATED) {
            terminatedAt = Optional.of(at);
        }
    }
}
