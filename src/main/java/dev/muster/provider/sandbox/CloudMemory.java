package dev.muster.provider.sandbox;

/** What a cloud must keep to outlive its process: its machines and the uses of its tokens. */
final class CloudMemory {
    private final Fleet fleet;
    private final Ledger ledger;

    CloudMemory(Fleet fleet, Ledger ledger) {
        this.fleet = fleet;
        this.ledger = ledger;
    }
}
