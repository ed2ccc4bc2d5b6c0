package dev.muster.core.scope;

import dev.muster.core.Identifiers;
import dev.muster.core.Output;
import dev.muster.core.journal.Journal;
import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Expiry;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Timer;
import dev.muster.model.Call;
import dev.muster.model.Call.Ownership;
import dev.muster.model.Event;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** One input being decided: the scope's tables, its book, the time, and what is to be sent out. */
final class Turn {
    private static final HexFormat HEX = HexFormat.of();

    static final String WAKE = "wake";
    static final String POLL = "poll";
    static final String SWEEP = "sweep";
    static final String KEEP = "keep";

    final Scope scope;
    final ScopeProfile profile;
    final ScopeBook book;
    final Instant now;
    private final Journal journal;
    private final List<Output> out = new ArrayList<>();
    private final Map<String, Instance> changed = new LinkedHashMap<>();
    private final String prefix;

    Turn(Scope scope, ScopeProfile profile, ScopeBook book, Journal journal) {
        this.scope = scope;
        this.profile = profile;
        this.book = book;
        this.journal = journal;
        now = book.highWater;
        prefix = scope.text() + "|";
    }

    // ---- tables, always within this scope

    <V> @Nullable V get(Table<V> table, String key) {
        return journal.get(table, prefix + key);
    }

    <V> void put(Table<V> table, String key, V value) {
        journal.put(table, prefix + key, value);
    }

    void delete(Table<?> table, String key) {
        journal.delete(table, prefix + key);
    }

    /** Visits entries whose key, without the scope, starts with {@code start}; keys are given without the scope. */
    <V> void scan(Table<V> table, String start, BiPredicate<String, V> visitor) {
        journal.scanPrefix(table, prefix + start, (key, value) -> visitor.test(key.substring(prefix.length()), value));
    }

    /** Visits entries from {@code from} (inclusive) to {@code to} (exclusive). */
    <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        journal.scan(
                table, prefix + from, prefix + to, (key, value) -> visitor.test(key.substring(prefix.length()), value));
    }

    boolean hasAny(Table<?> table) {
        boolean[] found = {false};
        scan(table, "", (key, value) -> {
            found[0] = true;
            return false;
        });
        return found[0];
    }

    @Nullable
    Instance instance(String id) {
        return get(Tables.INSTANCES, id);
    }

    void save(Instance instance) {
        put(Tables.INSTANCES, instance.resource().id(), instance);
        changed.put(instance.resource().id(), instance);
    }

    // ---- ids

    /** A number as sixteen hex digits, so that keys sort by it. */
    static String sortable(long number) {
        return HEX.toHexDigits(number);
    }

    UUID mint(String kind) {
        return Identifiers.uuid5(kind + "|" + book.deploymentId + "|" + prefix + book.number());
    }

    Ownership ownership() {
        return new Ownership(book.deploymentId, scope.tenant());
    }

    // ---- timers

    /** Sets a timer, in place of any of the same id. */
    void timer(String id, Instant due) {
        // Contracts carry milliseconds; a finer instant would not be found equal when it fires.
        Instant whole = due.truncatedTo(ChronoUnit.MILLIS);
        var timer = new Timer(scope, id, whole.isBefore(due) ? whole.plusMillis(1) : whole);
        put(Tables.TIMERS, id, timer);
        out.add(new Output.TimerSet(timer));
    }

    /** Sets a timer unless one of the same id is due earlier or at the same time. */
    void timerBy(String id, Instant due) {
        Timer set = get(Tables.TIMERS, id);
        if (set == null || set.due().isAfter(due)) {
            timer(id, due);
        }
    }

    void noTimer(String id) {
        delete(Tables.TIMERS, id);
    }

    /** Has the queues looked at no later than {@code due}. */
    void wakeBy(Instant due) {
        timerBy(WAKE, due);
    }

    void forgetAfter(Duration time, Expiry.What what, String key) {
        String due = sortable(now.plus(time).toEpochMilli());
        put(Tables.EXPIRIES, due + "/" + sortable(book.number()), new Expiry(what, key));
    }

    // ---- what goes out

    void tell(Event event) {
        out.add(new Output.Event(event));
    }

    /** An event about the scope as a whole. */
    Event.Head finding() {
        return new Event.Head(ResourceName.findings(scope), book.nextFinding(), now, null, null);
    }

    void send(Output output) {
        out.add(output);
    }

    void count(Output.Counter counter) {
        out.add(new Output.Counted(counter));
    }

    /** The queue of a kind of call is due, its oldest entry being from {@code since}. */
    void waited(Call.Kind kind, Instant since) {
        out.add(new Output.Waited(kind, Duration.between(since, now)));
    }

    List<Output> outputs() {
        changed.values().forEach(instance -> out.add(new Output.Snapshot(instance.resource(), Snapshots.of(instance))));
        return out;
    }
}
