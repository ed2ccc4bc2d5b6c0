package dev.muster.engine.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerWaitTest {
    private final List<BrokerMissing> told = new CopyOnWriteArrayList<>();

    @Test
    void aBrokerThatAnswersIsReachedWithoutAWord() throws Exception {
        try (var broker = TestBroker.start()) {
            var wait = new BrokerWait(broker.clientSettings(), Optional.empty(), told::add);

            assertThat(wait.reached().get(30, TimeUnit.SECONDS))
                    .isEqualTo(broker.broker().clusterId());
            assertThat(told).isEmpty();
        }
    }

    @Test
    void theWaitIsTellingAndEndsWhenTheBrokerComes() throws Exception {
        try (var broker = TestBroker.start()) {
            broker.broker().stopNode(1);
            var wait = new BrokerWait(broker.clientSettings(), Optional.empty(), told::add);

            var reached = wait.reached();
            await().atMost(Duration.ofSeconds(30)).until(() -> told.size() >= 2);
            assertThat(reached).isNotDone();
            broker.broker().startNode(1);

            assertThat(reached.get(30, TimeUnit.SECONDS))
                    .isEqualTo(broker.broker().clusterId());
            assertThat(told.get(1).bootstrapServers()).isEqualTo(broker.bootstrapServers());
            assertThat(told.get(1).tries()).isEqualTo(2);
            assertThat(told.get(1).elapsed()).isGreaterThan(told.get(0).elapsed());
        }
    }

    @Test
    void aWaitWithAnEndGivesUpWithTheSameWords() {
        var settings = Map.<String, Object>of("bootstrap.servers", "broker.invalid:9092");
        var wait = new BrokerWait(settings, Optional.of(Duration.ZERO), told::add);

        assertThatThrownBy(() -> wait.reached().get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessageStartingWith("no Kafka broker answers at broker.invalid:9092 after ")
                .hasMessageContaining("No resolvable bootstrap urls given in bootstrap.servers")
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(told).isEmpty();
    }

    @Test
    void aCancelledWaitStopsTrying() {
        var settings = Map.<String, Object>of("bootstrap.servers", "broker.invalid:9092");
        var wait = new BrokerWait(settings, Optional.empty(), told::add);
        var reached = wait.reached();
        await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());

        reached.cancel(true);

        int triesWhenCancelled = told.size();
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> told.size() <= triesWhenCancelled + 1); // One may have been on its way.
    }

    @Test
    void theLogLineSaysWhereHowLongWhyAndWhatToCheck() {
        assertThat(new BrokerMissing("kafka:9092", 4, Duration.ofMillis(12_300), "Connection refused").message())
                .isEqualTo("no Kafka broker answers at kafka:9092 after 12 s, 4 tries: Connection refused. Check that a"
                        + " broker runs there, that KAFKA_BOOTSTRAP_SERVERS names it as seen from this machine, and that the"
                        + " security settings are the listener's");
    }
}
