package dev.muster.provider.aws.ec2;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One region of the double: what it holds, what it can carry, and what befalls its instances. Thread-safe. */
public final class CloudRegion {
    private final String name;
    private final Knobs knobs;
    private final Clock clock;
    private final Ids ids;
    private final Throttle throttle = new Throttle();
    private final Zones zones;
    private final Fleet fleet;
    private final Capacity capacity;
    private final Quota quota;
    private final Placement placement;
    private final Actions actions;
    private long addresses;

    CloudRegion(String name, Knobs knobs, Clock clock, Ids ids) {
        this.name = name;
        this.knobs = knobs;
        this.clock = clock;
        this.ids = ids;
        this.zones = new Zones(name);
        this.fleet = new Fleet(clock::instant, knobs::terminatedRowsKeptFor);
        this.capacity = new Capacity(fleet);
        this.quota = new Quota(fleet);
        this.placement = new Placement(zones, capacity, fleet);
        this.actions = new Actions(this);
    }

    public String name() {
        return name;
    }

    /** All instances there are, terminated ones too for as long as describe keeps them. */
    public synchronized List<InstanceView> instances() {
        return fleet.all().stream().map(this::view).toList();
    }

    public synchronized Optional<InstanceView> instance(String id) {
        return fleet.get(id).map(this::view);
    }

    /** How many instances the hosts of a zone carry at once, those already there included. */
    public synchronized void capacity(String type, String zone, Market market, int instances) {
        capacity.limit(new Capacity.Pool(type, zone, market), instances);
    }

    /** From now on the zone has no hosts of this type. */
    public synchronized void notOffered(String type, String zone) {
        capacity.notOffered(type, zone);
    }

    public synchronized void vcpuQuota(Market market, int vcpus) {
        quota.limit(market, vcpus);
    }

    /** Beside {@code subnet-<zone>}, which every zone has. */
    public synchronized void addSubnet(String id, String zone, int addressesMax) {
        placement.add(new Subnet(id, zone, addressesMax));
    }

    /** The region's buckets, which hold only while {@link Knobs#throttling} is on. */
    public Throttle throttle() {
        return throttle;
    }

    /** Ends a spot instance, or stops it where its launch asked for that. */
    public synchronized void interrupt(String id) {
        Machine machine = machine(id);
        if (machine.request.spotStops()) {
            machine.stop(StateReason.SPOT_SHUTDOWN, now(), knobs.stoppingFor());
        } else {
            machine.end(StateReason.SPOT_TERMINATION, now(), knobs.shuttingDownFor());
        }
    }

    public synchronized void failHost(String id) {
        machine(id).end(StateReason.HOST_FAILURE, now(), knobs.shuttingDownFor());
    }

    /** Somebody else terminates it; termination protection does not help. */
    public synchronized void terminateOutside(String id) {
        machine(id).end(StateReason.USER, now(), knobs.shuttingDownFor());
    }

    public synchronized void stopOutside(String id) {
        machine(id).stop(StateReason.USER, now(), knobs.stoppingFor());
    }

    /** The guest shuts down, which stops or ends it as its launch asked. */
    public synchronized void shutDownInside(String id) {
        Machine machine = machine(id);
        if (machine.request.shutdownTerminates()) {
            machine.end(StateReason.GUEST, now(), knobs.shuttingDownFor());
        } else {
            machine.stop(StateReason.GUEST, now(), knobs.stoppingFor());
        }
    }

    /** Gone at once and without a trace, as no orderly end is. */
    public synchronized void vanish(String id) {
        machine(id).vanish(now());
    }

    /** Whether the instance's status check fails. */
    public synchronized void impair(String id, boolean impaired) {
        machine(id).impaired = impaired;
    }

    public synchronized void tagOutside(String id, Map<String, String> tags) {
        machine(id).tags.putAll(tags);
    }

    synchronized String answer(String action, Form form, String requestId) {
        if (knobs.throttling()) throttle.admit(action, form, now());
        return actions.answer(action, form, requestId);
    }

    Instant now() {
        return clock.instant();
    }

    Knobs knobs() {
        return knobs;
    }

    Ids ids() {
        return ids;
    }

    Zones zones() {
        return zones;
    }

    Fleet fleet() {
        return fleet;
    }

    Capacity capacity() {
        return capacity;
    }

    Quota quota() {
        return quota;
    }

    Placement placement() {
        return placement;
    }

    long nextAddress() {
        return ++addresses;
    }

    private InstanceView view(Machine machine) {
        return InstanceView.of(name, machine, now());
    }

    private Machine machine(String id) {
        return fleet.get(id).orElseThrow(() -> new IllegalArgumentException("no instance " + id + " in " + name));
    }
}
