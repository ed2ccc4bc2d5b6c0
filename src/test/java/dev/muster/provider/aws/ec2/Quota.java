package dev.muster.provider.aws.ec2;

import java.util.EnumMap;
import java.util.Map;

/**
 * The account's vCPU limits in one region, one a market; real ones are also split by families of types. A launch is
 * refused if MaxCount does not fit, however small MinCount: "Constraints: Between 1 and the quota" (RunInstances).
 */
final class Quota {
    private final Map<Market, Integer> vcpuLimits = new EnumMap<>(Market.class);
    private final Fleet fleet;

    Quota(Fleet fleet) {
        this.fleet = fleet;
    }

    void limit(Market market, int vcpus) {
        vcpuLimits.put(market, vcpus);
    }

    void check(String type, int count, Market market) {
        Integer limit = vcpuLimits.get(market);
        if (limit == null) return;
        int used = fleet.all().stream()
                .filter(machine -> machine.state().holdsHost() && machine.request.market() == market)
                .mapToInt(machine -> InstanceTypes.vcpus(machine.type))
                .sum();
        if (used + (long) count * InstanceTypes.vcpus(type) > limit) throw exceeded(market, limit);
    }

    private static Ec2Error exceeded(Market market, int limit) {
        if (market == Market.SPOT) {
            return new Ec2Error("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded");
        }
        return new Ec2Error(
                "VcpuLimitExceeded",
                "You have requested more vCPU capacity than your current vCPU limit of " + limit + " allows for the"
                        + " instance bucket that the specified instance type belongs to. Please visit"
                        + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.");
    }
}
