package dev.muster.it;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The same contracts on Redpanda, each on one of its own: {@code ./mvnw verify -Pcontainers}. */
@Tag("containers")
class RedpandaIT {
    @Nested
    class Life extends LifeContract {
        Life() {
            super(RedpandaCluster::new);
        }
    }

    @Nested
    class Answers extends AnswersContract {
        Answers() {
            super(RedpandaCluster::new);
        }
    }

    @Nested
    class Poisoned extends PoisonContract {
        Poisoned() {
            super(RedpandaCluster::new);
        }
    }

    @Nested
    class Outage extends OutageContract {
        Outage() {
            super(RedpandaCluster::new);
        }
    }

    @Nested
    class Kill extends KillContract {
        Kill() {
            super(RedpandaCluster::new);
        }
    }

    @Nested
    class Stop extends StopContract {
        Stop() {
            super(RedpandaCluster::new);
        }
    }
}
