package dev.muster.provider.sandbox;

import dev.muster.provider.ComputeProvider;
import java.time.Duration;

/** A process of its own that launches machines until it is killed, and prints each key that was answered. */
final class EndlessLaunches {
    private EndlessLaunches() {}

    /** @param arguments the account's id and its state file */
    public static void main(String[] arguments) {
        var fixture = new SandboxFixture(SandboxProfile.EC2_LIKE, arguments[0]).with("stateFile", arguments[1]);
        ComputeProvider provider = fixture.provider();
        for (int i = 0; i < 1_000_000; i++) {
            var call = Launches.of("key-" + i).call();
            provider.launch(call, fixture.context(call)).await().atMost(Duration.ofSeconds(10));
            System.out.println("key-" + i);
        }
    }
}
