package dev.muster.core.journal;

import dev.muster.core.state.ActEntry;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.Expiry;
import dev.muster.core.state.Instance;
import dev.muster.core.state.KnownKey;
import dev.muster.core.state.LaunchEntry;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.ScopeState;
import dev.muster.core.state.Sighting;
import dev.muster.core.state.Timer;
import dev.muster.core.state.Watched;
import java.util.List;

/** The journal's tables. Every key starts with the scope's text and a bar. */
public final class Tables {
    /** Key: nothing more. */
    public static final Table<ScopeState> SCOPES = new Table<>("sc", ScopeState.class);
    /** Key: instance id. */
    public static final Table<Instance> INSTANCES = new Table<>("in", Instance.class);
    /** Key: command id. */
    public static final Table<CommandRecord> COMMANDS = new Table<>("co", CommandRecord.class);
    /** Launches waiting to be batched. Key: template digest, then number. */
    public static final Table<LaunchEntry> LAUNCHES = new Table<>("la", LaunchEntry.class);
    /** Other verbs waiting to be batched. Key: verb rank, then number. */
    public static final Table<ActEntry> ACTS = new Table<>("ac", ActEntry.class);
    /** Calls that are owed or under way. Key: call id. */
    public static final Table<OpenCall> CALLS = new Table<>("ca", OpenCall.class);
    /** Whose a find key is; outlives its call. Key: find key. */
    public static final Table<KnownKey> KNOWN_KEYS = new Table<>("kk", KnownKey.class);
    /** Machines the provider has shown. Key: bucket in two hex digits, then provider id. */
    public static final Table<Sighting> SIGHTINGS = new Table<>("si", Sighting.class);
    /** Instances that are to be polled. Key: instance id. */
    public static final Table<Watched> WATCHED = new Table<>("wa", Watched.class);
    /** Key: timer id. */
    public static final Table<Timer> TIMERS = new Table<>("ti", Timer.class);
    /** What is to be forgotten, in order of time. Key: due millis in hex, then number. */
    public static final Table<Expiry> EXPIRIES = new Table<>("ex", Expiry.class);

    private Tables() {}

    /** All of them, for hosts that need a codec each. */
    public static List<Table<?>> all() {
        return List.of(
                SCOPES, INSTANCES, COMMANDS, LAUNCHES, ACTS, CALLS, KNOWN_KEYS, SIGHTINGS, WATCHED, TIMERS, EXPIRIES);
    }
}
