package dev.muster.provider.aws.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance as a test sees it: the truth at one moment, whether describe shows it yet or not.
 *
 * @param state EC2's word, e.g. {@code shutting-down}
 * @param token the client token of its launch; null without one
 * @param stateReason EC2's code, e.g. {@code Client.UserInitiatedShutdown}; null where none applies
 * @param launchTime of the launch or the last start
 */
public record InstanceView(
        String id,
        String region,
        String zone,
        String subnet,
        String state,
        @Nullable String stateReason,
        @Nullable String token,
        int launchIndex,
        String reservationId,
        String type,
        String image,
        Market market,
        Instant launchTime,
        boolean visible,
        int reboots,
        Map<String, String> tags,
        List<Volume> volumes) {
    static InstanceView of(String region, Machine machine, Instant now) {
        return new InstanceView(
                machine.id,
                region,
                machine.zone,
                machine.subnet,
                machine.state().wireName(),
                machine.reason().map(StateReason::code).orElse(null),
                machine.request.token().orElse(null),
                machine.launchIndex,
                machine.reservationId,
                machine.type,
                machine.request.image(),
                machine.request.market(),
                machine.launchTime,
                machine.isVisible(now),
                machine.reboots,
                Map.copyOf(machine.tags),
                machine.volumes.stream().map(Volume::copy).toList());
    }
}
