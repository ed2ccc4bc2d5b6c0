package dev.muster.provider.sandbox;

import dev.muster.model.Health;
import dev.muster.model.LifecycleState;
import dev.muster.model.ObservedInstance;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One simulated machine: its birth, its life so far as a reader may still see it, and the row it is shown as. */
final class Machine {
    /** Past states kept for stale reads; a machine changes more often within one lag only in tests. */
    private static final int PAST_MAX = 8;

    private final Birth birth;
    private Life life;
    private @Nullable Instant wakesAt;
    private @Nullable Deque<Past> past;
    /** What it is shown as now; kept because readers come far more often than changes. Null after a change. */
    private @Nullable ObservedInstance row;

    /** The life it led until then. */
    private record Past(Instant until, Life life) {}

    Machine(Birth birth, Life life) {
        this.birth = birth;
        this.life = life;
    }

    Birth birth() {
        return birth;
    }

    Life life() {
        return life;
    }

    void lives(Life next) {
        life = next;
        row = null;
    }

    /** As {@link #lives}, and keeps the life so far for readers of the past. */
    void livesFrom(Instant now, Life next) {
        if (past == null) {
            past = new ArrayDeque<>();
        }
        if (past.size() == PAST_MAX) {
            past.removeFirst();
        }
        past.addLast(new Past(now, life));
        lives(next);
    }

    /** When the agenda will look at it next; kept so that it is not noted twice. */
    @Nullable
    Instant wakesAt() {
        return wakesAt;
    }

    void wakesAt(@Nullable Instant at) {
        wakesAt = at;
    }

    boolean isVisible(Instant now) {
        return !birth.visibleAt().isAfter(now);
    }

    /** The row as of an instant that is not in the future. */
    ObservedInstance row(SandboxProfile profile, Instant asOf) {
        Life then = lifeAt(asOf);
        if (!then.equals(life)) {
            return shownAs(profile, then);
        }
        if (row == null) {
            row = shownAs(profile, life);
        }
        return row;
    }

    private ObservedInstance shownAs(SandboxProfile profile, Life shown) {
        Dialect dialect = profile.dialect();
        String word = shown.oddWord() == null
                ? dialect.word(shown.state(), shown.reason(), shown.impaired())
                : shown.oddWord();
        LifecycleState state = dialect.stateOf(word);
        boolean running = shown.state() == MachineState.RUNNING;
        if (running && shown.impaired() && state == LifecycleState.RUNNING) {
            state = LifecycleState.DEGRADED;
        }
        EndReason end = shown.reason();
        String rawReason = end == null ? "" : dialect.reasonWords().getOrDefault(end, "");
        return new ObservedInstance(
                birth.id(),
                birth.findKey(),
                profile.tokens() ? birth.launchIndex() : null,
                state,
                word,
                rawReason,
                end == null ? null : dialect.reasonOf(rawReason, word),
                running ? (shown.impaired() ? Health.IMPAIRED : Health.OK) : Health.UNKNOWN,
                birth.typeName(),
                birth.market(),
                birth.zoneName(),
                birth.zone() == null ? null : birth.zone().id(),
                shown.state() == MachineState.ENDED ? null : privateIp(),
                running || shown.state() == MachineState.REBOOTING ? publicIp(shown.starts()) : null,
                profile.tellsLaunchTime() ? birth.launchedAt() : null,
                shown.interruptAt());
    }

    private Life lifeAt(Instant asOf) {
        if (past != null) {
            for (Past then : past) { // The oldest first.
                if (asOf.isBefore(then.until())) {
                    return then.life();
                }
            }
        }
        return life;
    }

    private String privateIp() {
        long host = birth.ordinal();
        return "10." + (host >> 16 & 0xff) + "." + (host >> 8 & 0xff) + "." + (host & 0xff);
    }

    /** From the block reserved for benchmarks, 198.18.0.0/15; another one after every start, as on EC2. */
    private String publicIp(int starts) {
        long host = birth.ordinal() + 8_191L * (starts - 1);
        return "198." + (18 + (host >> 16 & 1)) + "." + (host >> 8 & 0xff) + "." + (host & 0xff);
    }
}
