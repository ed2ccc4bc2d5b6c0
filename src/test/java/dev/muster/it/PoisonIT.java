package dev.muster.it;

/** On the embedded broker. */
class PoisonIT extends PoisonContract {
    PoisonIT() {
        super(EmbeddedCluster::new);
    }
}
