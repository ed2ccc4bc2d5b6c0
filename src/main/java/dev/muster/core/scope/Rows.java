package dev.muster.core.scope;

import dev.muster.core.instance.InstanceDecision;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Gone;
import dev.muster.core.state.Instance.Launching;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.core.state.KnownKey;
import dev.muster.core.state.Member;
import dev.muster.core.state.Sighting;
import dev.muster.model.Event.Identity;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LifecycleState;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Outcome;
import dev.muster.model.Placement;
import dev.muster.model.Precision;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in machines the provider shows, wherever the row came from: one that is bound is observed; one whose find key is
 * known is bound to the instance that key was made for; any other is nobody's.
 */
final class Rows {
    /** The oldest first, so that of several machines of one instance the oldest is kept. */
    private static final Comparator<ObservedInstance> OLDEST_FIRST = Comparator.comparing(
                    ObservedInstance::launchedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ObservedInstance::providerId);

    private Rows() {}

    static void applyAll(Turn turn, Outcome outcome, ObservationSource source) {
        List<ObservedInstance> rows = outcome.rows();
        if (rows.size() > 1) {
            rows = rows.stream().sorted(OLDEST_FIRST).toList();
        }
        for (ObservedInstance row : rows) {
            apply(turn, row, outcome.startedAt(), source);
        }
    }

    private static void apply(Turn turn, ObservedInstance row, Instant at, ObservationSource source) {
        String key = sightingKey(row.providerId());
        Sighting sighting = turn.get(Tables.SIGHTINGS, key);
        if (sighting != null && sighting.member() != null) {
            Instance bound = Instances.of(turn, sighting.member());
            if (bound != null) {
                observe(turn, bound, row, at, source, sighting);
                return;
            }
        }
        KnownKey known = row.findKey() == null ? null : turn.get(Tables.KNOWN_KEYS, row.findKey());
        Member member = known == null ? null : memberOf(known, row);
        if (known == null || member == null) {
            Strays.onUnknown(turn, row, sighting);
        } else {
            onKnown(turn, known, member, row, at, source, sighting);
        }
    }

    private static void observe(
            Turn turn, Instance bound, ObservedInstance row, Instant at, ObservationSource source, Sighting sighting) {
        InstanceDecision decision = Instances.apply(turn, bound, new InstanceInput.Seen(row, at, source));
        if (decision.taken() && (row.digest() != sighting.rowDigest() || sighting.absences() != 0)) {
            turn.put(
                    Tables.SIGHTINGS,
                    sightingKey(row.providerId()),
                    new Sighting(
                            sighting.providerId(),
                            sighting.member(),
                            row.digest(),
                            sighting.firstSeenAt(),
                            0,
                            0,
                            sighting.handled()));
        }
    }

    private static void onKnown(
            Turn turn,
            KnownKey known,
            Member member,
            ObservedInstance row,
            Instant at,
            ObservationSource source,
            @Nullable Sighting sighting) {
        Instance instance = Instances.of(turn, member);
        if (instance == null || instance.phase() instanceof Gone) {
            // Made after all for an instance that was given up: nobody else knows of it, so it is ended now.
            Strays.onOurs(turn, row, sighting);
        } else if (instance.phase() instanceof Live live) {
            onSecond(turn, instance, live, row, sighting);
        } else if (instance.phase() instanceof Launching launching
                && !launching.callId().equals(known.callId())) {
            // Another call for it is on its way; two must not both live.
            Strays.onOurs(turn, row, sighting);
        } else if (instance.phase() instanceof Waiting && row.state() == LifecycleState.TERMINATED) {
            Strays.onOurs(turn, row, sighting);
        } else {
            bind(turn, instance, member, row, at, source);
        }
    }

    private static void onSecond(
            Turn turn, Instance instance, Live live, ObservedInstance row, @Nullable Sighting sighting) {
        boolean isNew = sighting == null && row.state() != LifecycleState.TERMINATED;
        if (isNew) {
            Instances.duplicate(
                    turn, instance, row.providerId(), live.identity().providerId());
        }
        Strays.onOurs(turn, row, sighting);
    }

    private static void bind(
            Turn turn, Instance instance, Member member, ObservedInstance row, Instant at, ObservationSource source) {
        Identity identity = new Identity(
                row.providerId(),
                typeOf(turn, instance, row),
                row.market(),
                placement(turn, row),
                row.findKey(),
                row.launchIndex(),
                turn.now);
        var bound = new Member(member.instance(), member.generation(), row.providerId());
        turn.put(
                Tables.SIGHTINGS,
                sightingKey(row.providerId()),
                new Sighting(row.providerId(), bound, row.digest(), turn.now, 0, 0, Sighting.Handled.NOT_YET));
        Instances.apply(turn, instance, new InstanceInput.Bound(identity, row, at, source));
    }

    private static @Nullable Member memberOf(KnownKey known, ObservedInstance row) {
        int index = row.launchIndex() == null ? 0 : row.launchIndex();
        boolean ambiguous = row.launchIndex() == null && known.members().size() > 1;
        return ambiguous || index < 0 || index >= known.members().size()
                ? null
                : known.members().get(index);
    }

    private static InstanceTypeKey typeOf(Turn turn, Instance instance, ObservedInstance row) {
        return instance.desired().types().stream()
                .filter(type -> type.name().equals(row.typeName()))
                .findFirst()
                .orElseGet(() -> new InstanceTypeKey(turn.profile.provider(), null, row.typeName(), null));
    }

    private static Placement placement(Turn turn, ObservedInstance row) {
        boolean zonal = turn.profile.precision() == Precision.ZONE;
        return new Placement(
                turn.scope.account(),
                turn.profile.provider(),
                turn.scope.region(),
                zonal ? row.zoneId() : null,
                zonal ? row.zoneName() : null,
                turn.profile.precision(),
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    static ObservedInstance withIndex(ObservedInstance row, int index) {
        return new ObservedInstance(
                row.providerId(),
                row.findKey(),
                index,
                row.state(),
                row.rawState(),
                row.rawReason(),
                row.reason(),
                row.health(),
                row.typeName(),
                row.market(),
                row.zoneName(),
                row.zoneId(),
                row.privateIp(),
                row.publicIp(),
                row.launchedAt(),
                row.interruptAt());
    }

    /** Sightings sort by bucket, so that a bucket is one range. */
    static String sightingKey(String providerId) {
        return bucketPrefix(ObservedInstance.bucketOf(providerId)) + providerId;
    }

    static String bucketPrefix(int bucket) {
        return HexFormat.of().toHexDigits((byte) bucket) + "/";
    }
}
