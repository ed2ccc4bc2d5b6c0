package dev.muster.provider.aws.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the region remembers of client tokens. A token counts in one zone where the request names a zone or subnet, else
 * in the region. Never forgotten here; EC2 keeps them at least 24 h past the instances' end. Source: EC2 Developer
 * Guide, "Ensuring idempotency in Amazon EC2 API requests".
 */
final class TokenLedger {
    /** The scope within which a token counts; {@code zone} is empty for the region. */
    record Key(String token, Optional<String> zone) {}

    private record Entry(Map<String, String> parameters, List<Machine> machines) {}

    private final Map<Key, Entry> entries = new HashMap<>();
    private final Fleet fleet;

    TokenLedger(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * The instances of an earlier, equal request; empty where none has succeeded.
     *
     * @param mismatchSilent whether other parameters get the original result, which EC2 allows itself
     */
    Optional<List<Machine>> replay(Key key, Map<String, String> parameters, boolean mismatchSilent) {
        Entry entry = entries.get(key);
        if (entry == null) return Optional.empty();
        boolean fulfilled = !entry.machines().isEmpty();
        if (!entry.parameters().equals(parameters) && !(mismatchSilent && fulfilled)) {
            throw new Ec2Error(
                    "IdempotentParameterMismatch",
                    "Arguments on this idempotent request are inconsistent with arguments used in previous"
                            + " request(s).");
        }
        entry.machines().forEach(fleet::settle);
        if (fulfilled && entry.machines().stream().allMatch(machine -> machine.state() == MachineState.TERMINATED)) {
            throw new Ec2Error(
                    "IdempotentInstanceTerminated",
                    "The client token you have provided is associated with an instance that has been terminated.");
        }
        return fulfilled ? Optional.of(entry.machines()) : Optional.empty();
    }

    /** Binds the token to the parameters before it is known whether there is capacity: a failure binds it as well. */
    void claim(Key key, Map<String, String> parameters) {
        entries.put(key, new Entry(parameters, List.of()));
    }

    /** However few they are, the token is spent. */
    void fulfil(Key key, List<Machine> machines) {
        entries.put(key, new Entry(entries.get(key).parameters(), machines));
    }
}
