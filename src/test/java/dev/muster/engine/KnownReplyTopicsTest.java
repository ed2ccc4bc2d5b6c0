package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.TestBroker;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KnownReplyTopicsTest {
    private static final Duration PATIENCE = KnownReplyTopics.EVERY.multipliedBy(4);

    @Test
    void onlyTopicsThatAreThereAndAllowedAreOpen() throws Exception {
        try (var broker = TestBroker.start();
                var known = new KnownReplyTopics(Pattern.compile(".*-replies"))) {
            broker.createTopics(1, "asker-replies", "asker-questions");
            assertThat(known.isOpen("asker-replies")).as("before it looked").isFalse();

            known.watch(broker.admin());

            await().atMost(PATIENCE).until(() -> known.isOpen("asker-replies"));
            assertThat(known.isOpen("asker-questions")).isFalse();
            assertThat(known.isOpen("other-replies")).isFalse();

            broker.createTopics(1, "other-replies");
            await().atMost(PATIENCE).until(() -> known.isOpen("other-replies"));
        }
    }
}
