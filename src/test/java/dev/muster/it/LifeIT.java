package dev.muster.it;

/** On the embedded broker. */
class LifeIT extends LifeContract {
    LifeIT() {
        super(EmbeddedCluster::new);
    }
}
