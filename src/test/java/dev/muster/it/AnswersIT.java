package dev.muster.it;

/** On the embedded broker. */
class AnswersIT extends AnswersContract {
    AnswersIT() {
        super(EmbeddedCluster::new);
    }
}
