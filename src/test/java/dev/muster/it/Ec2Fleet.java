package dev.muster.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.provider.aws.ec2.Ec2DoubleRemote;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** What EC2's double in another process truly has: nothing that it was asked to launch is ever forgotten here. */
final class Ec2Fleet {
    private final Ec2DoubleRemote remote;

    Ec2Fleet(Ec2DoubleRemote remote) {
        this.remote = remote;
    }

    URI endpoint() {
        return remote.endpoint();
    }

    /** Makes the double behave otherwise, by one of its controls. */
    void turn(String control, String form) {
        remote.post(control, form);
    }

    /** Every machine that was ever launched, dead or alive. */
    List<JsonNode> launched() {
        return StreamSupport.stream(remote.state().path("instances").spliterator(), false)
                .toList();
    }

    /** Those of an order, by its tag. */
    List<JsonNode> launchedFor(String order) {
        return launched().stream()
                .filter(machine -> machine.path("tags").path(Order.TAG).asText().equals(order))
                .toList();
    }

    /** Calls of an action that reached it. */
    int received(String action) {
        return remote.counters().path("received").path(action).asInt();
    }
}
