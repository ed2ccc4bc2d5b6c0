package dev.muster.it;

/** On the embedded broker. */
class KillIT extends KillContract {
    KillIT() {
        super(EmbeddedCluster::new);
    }
}
