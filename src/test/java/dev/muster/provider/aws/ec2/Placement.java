package dev.muster.provider.aws.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a launch goes: the zone it names, the zone of its subnet, or the first zone with the most room for it. */
final class Placement {
    /** A place for a launch, and how many of its instances fit there. */
    record Place(Subnet subnet, int room) {}

    private final Zones zones;
    private final Capacity capacity;
    private final Fleet fleet;
    private final Map<String, Subnet> subnets = new HashMap<>();

    Placement(Zones zones, Capacity capacity, Fleet fleet) {
        this.zones = zones;
        this.capacity = capacity;
        this.fleet = fleet;
        zones.all().forEach(zone -> add(defaultSubnet(zone.name())));
    }

    void add(Subnet subnet) {
        subnets.put(subnet.id(), subnet);
    }

    /** The zone that a request names or implies; empty leaves it to EC2. Fails if there is no such zone or subnet. */
    Optional<String> zoneOf(LaunchRequest request) {
        Optional<String> implied = request.subnet().map(id -> subnet(id).zone());
        request.zone().ifPresent(named -> {
            checkZone(named);
            if (!named.equals(implied.orElse(named))) {
                throw Ec2Error.invalid("The subnet is not in the Availability Zone " + named);
            }
        });
        return implied.or(request::zone);
    }

    /** Fails if not even the least number fits. */
    Place place(LaunchRequest request, Optional<String> zone) {
        zone.ifPresent(named -> checkOffered(request.type(), named));
        Place best = candidates(request, zone).stream()
                .map(subnet -> new Place(subnet, Math.min(request.max(), room(request, subnet))))
                .reduce((one, other) -> other.room() > one.room() ? other : one)
                .orElseThrow();
        if (best.room() >= request.min()) return best;
        if (freeAddresses(best.subnet()) < request.min()) {
            throw new Ec2Error(
                    "InsufficientFreeAddressesInSubnet",
                    "There are not enough free addresses in subnet '"
                            + best.subnet().id() + "' to satisfy the requested number of instances.");
        }
        throw Capacity.insufficient(request.type(), best.subnet().zone(), request.market());
    }

    private List<Subnet> candidates(LaunchRequest request, Optional<String> zone) {
        if (request.subnet().isPresent()) return List.of(subnet(request.subnet().get()));
        if (zone.isPresent()) return List.of(defaultSubnet(zone.get()));
        return zones.all().stream().map(each -> defaultSubnet(each.name())).toList();
    }

    private int room(LaunchRequest request, Subnet subnet) {
        var pool = new Capacity.Pool(request.type(), subnet.zone(), request.market());
        return Math.min(capacity.free(pool), freeAddresses(subnet));
    }

    private int freeAddresses(Subnet subnet) {
        if (subnet.addressesMax() == Integer.MAX_VALUE) return Integer.MAX_VALUE;
        long taken = fleet.all().stream()
                .filter(machine -> machine.subnet.equals(subnet.id()) && machine.state() != MachineState.TERMINATED)
                .count();
        return (int) Math.max(0, subnet.addressesMax() - taken);
    }

    private static Subnet defaultSubnet(String zone) {
        return new Subnet("subnet-" + zone, zone, Integer.MAX_VALUE);
    }

    private Subnet subnet(String id) {
        return Optional.ofNullable(subnets.get(id))
                .orElseThrow(
                        () -> new Ec2Error("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist"));
    }

    private void checkZone(String name) {
        if (zones.named(name).isEmpty()) {
            throw Ec2Error.invalid("Invalid availability zone: [" + name + "]");
        }
    }

    private void checkOffered(String type, String zone) {
        if (!capacity.isOffered(new Capacity.Pool(type, zone, Market.ON_DEMAND))) {
            throw new Ec2Error(
                    "Unsupported",
                    "Your requested instance type (" + type + ") is not supported in your requested Availability Zone ("
                            + zone + ").");
        }
    }
}
