package dev.muster.it;

/** On the embedded broker. */
class StopIT extends StopContract {
    StopIT() {
        super(EmbeddedCluster::new);
    }
}
