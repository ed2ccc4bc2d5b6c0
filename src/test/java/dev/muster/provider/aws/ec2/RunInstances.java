package dev.muster.provider.aws.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Launches, once per token. */
final class RunInstances {
    private final CloudRegion region;
    private final TokenLedger tokens;

    RunInstances(CloudRegion region) {
        this.region = region;
        this.tokens = new TokenLedger(region.fleet());
    }

    String answer(Form form, String requestId) {
        LaunchRequest request = LaunchRequest.of(form);
        Optional<String> zone = region.placement().zoneOf(request);
        check(request);
        form.endDryRun();
        List<Machine> machines = request.token()
                .map(token -> launchOnce(new TokenLedger.Key(token, zone), request, zone))
                .orElseGet(() -> launch(request, zone));
        Xml xml = Xml.response("RunInstances", requestId);
        InstanceXml.writeReservation(xml, region, machines);
        return xml.raw("</RunInstancesResponse>").toString();
    }

    private void check(LaunchRequest request) {
        InstanceTypes.vcpus(request.type());
        if (!region.knobs().imageExists(request.image())) {
            throw new Ec2Error("InvalidAMIID.NotFound", "The image id '[" + request.image() + "]' does not exist");
        }
    }

    private List<Machine> launchOnce(TokenLedger.Key key, LaunchRequest request, Optional<String> zone) {
        var earlier = tokens.replay(key, request.parameters(), region.knobs().mismatchSilent());
        if (earlier.isPresent()) return earlier.get();
        tokens.claim(key, request.parameters());
        List<Machine> machines = launch(request, zone);
        tokens.fulfil(key, machines);
        return machines;
    }

    /** In the order of ids, which is not that of launch indexes: EC2 promises no order. */
    private List<Machine> launch(LaunchRequest request, Optional<String> zone) {
        region.quota().check(request.type(), request.max(), request.market());
        Placement.Place place = region.placement().place(request, zone);
        String reservationId = region.ids().next("r");
        var machines = new ArrayList<Machine>();
        for (int index = 0; index < place.room(); index++) {
            machines.add(machine(request, place.subnet(), reservationId, index));
        }
        machines.forEach(region.fleet()::add);
        machines.sort(Comparator.comparing(machine -> machine.id));
        return List.copyOf(machines);
    }

    private Machine machine(LaunchRequest request, Subnet subnet, String reservationId, int index) {
        Instant now = region.now();
        Knobs knobs = region.knobs();
        var birth = new Machine.Birth(region.ids().next("i"), reservationId, index, subnet, now);
        var machine = new Machine(birth, request, volumes(request), knobs.visibleAfter());
        machine.address = region.nextAddress();
        machine.boot(now, knobs.pendingFor());
        knobs.deathOf(request.type(), request.image())
                .ifPresent(reason -> machine.dieAtLaunch(reason, now.plus(knobs.pendingFor())));
        return machine;
    }

    private List<Volume> volumes(LaunchRequest request) {
        return request.volumes().stream()
                .map(wanted -> new Volume(
                        region.ids().next("vol"),
                        wanted.device(),
                        wanted.sizeGib(),
                        wanted.deleteOnTermination(),
                        new LinkedHashMap<>(request.volumeTags())))
                .toList();
    }
}
