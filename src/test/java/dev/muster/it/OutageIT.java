package dev.muster.it;

/** On the embedded broker. */
class OutageIT extends OutageContract {
    OutageIT() {
        super(EmbeddedCluster::new);
    }
}
