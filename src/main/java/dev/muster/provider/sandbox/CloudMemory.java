package dev.muster.provider.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cloud must keep to outlive its process: its machines and the uses of its tokens. */
final class CloudMemory {
    private final Fleet fleet;
    private final Ledger ledger;

    /** What changed in one call. A later change of the same machine, or of the same token and place, replaces it. */
    record Change(List<Remembered> machines, List<TokenUse> tokens) {}

    /** One machine, whole. What time alone does to it follows from its life. */
    record Remembered(Birth birth, Life life) {}

    CloudMemory(Fleet fleet, Ledger ledger) {
        this.fleet = fleet;
        this.ledger = ledger;
        fleet.keepChanges();
        ledger.keepChanges();
    }

    /** What changed since it was last asked; null for nothing. */
    @Nullable
    Change drain() {
        List<Machine> machines = fleet.drainChanged();
        List<TokenUse> tokens = ledger.drainChanged();
        if (machines.isEmpty() && tokens.isEmpty()) {
            return null;
        }
        return new Change(
                machines.stream()
                        .map(machine -> new Remembered(machine.birth(), machine.life()))
                        .toList(),
                tokens);
    }

    /** Takes over a change that an earlier life of this cloud, or another process, has made. */
    void recall(Change change) {
        change.machines().forEach(machine -> fleet.put(machine.birth(), machine.life()));
        change.tokens().forEach(ledger::put);
        drain();
    }
}
