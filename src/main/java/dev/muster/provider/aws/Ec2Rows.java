package dev.muster.provider.aws;

import dev.muster.model.Health;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Zone;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.StateReason;

/**
 * Reads EC2's instances as rows.
 *
 * @param zones those of the region, for the ids of those whose row has none
 */
record Ec2Rows(List<Zone> zones) {
    List<ObservedInstance> of(List<Instance> instances) {
        return instances.stream().map(this::of).toList();
    }

    private ObservedInstance of(Instance instance) {
        InstanceState said = instance.state();
        String reasonCode = reasonCode(instance.stateReason());
        LifecycleState state = Ec2States.state(said == null ? null : said.code(), reasonCode);
        Placement placement = instance.placement();
        String zoneName = placement == null ? null : present(placement.availabilityZone());
        return new ObservedInstance(
                instance.instanceId(),
                present(instance.clientToken()),
                instance.amiLaunchIndex(),
                state,
                said == null || said.nameAsString() == null ? "" : said.nameAsString(),
                reasonCode,
                Ec2States.reason(state, reasonCode),
                // DescribeInstances tells nothing of status checks.
                Health.UNKNOWN,
                instance.instanceTypeAsString() == null ? "" : instance.instanceTypeAsString(),
                instance.instanceLifecycle() == InstanceLifecycleType.SPOT ? Market.SPOT : Market.ON_DEMAND,
                zoneName,
                zoneId(placement, zoneName),
                present(instance.privateIpAddress()),
                present(instance.publicIpAddress()),
                instance.launchTime(),
                // Spot notices come by EventBridge, not in rows.
                null);
    }

    private @Nullable String zoneId(@Nullable Placement placement, @Nullable String zoneName) {
        String told = placement == null ? null : present(placement.availabilityZoneId());
        if (told != null || zoneName == null) {
            return told;
        }
        return zones.stream()
                .filter(zone -> zone.name().equals(zoneName))
                .flatMap(zone -> Stream.ofNullable(zone.id()))
                .findFirst()
                .orElse(null);
    }

    private static String reasonCode(@Nullable StateReason reason) {
        return reason == null || reason.code() == null ? "" : reason.code();
    }

    /** EC2 writes an empty element where another API would leave it out. */
    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
