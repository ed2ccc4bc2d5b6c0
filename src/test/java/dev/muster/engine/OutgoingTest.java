package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.wire.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final Map<String, byte[]> HEADERS = Map.of("ce_id", "1".getBytes(UTF_8));

    @Test
    void whatJustFitsIsSent() {
        int room = Outgoing.BYTES_MAX - "key".length() - "ce_id1".length();

        var record = Outgoing.to(Sink.EVENTS, new Wire.Message("key", new byte[room], HEADERS))
                .toRecord(7);

        assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(7);
        assertThat(record.headers().lastHeader("ce_id").value()).isEqualTo("1".getBytes(UTF_8));
        assertThatThrownBy(() -> Outgoing.to(Sink.EVENTS, new Wire.Message("key", new byte[room + 1], HEADERS)))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("events")
                .hasMessageContaining(Integer.toString(Outgoing.BYTES_MAX + 1));
    }

    /** With Kafka's framing around it, a record of that size is still below what brokers take by the topics file. */
    @Test
    void theLimitLeavesRoomForTheFraming() {
        assertThat(Outgoing.BYTES_MAX).isLessThan(1_048_576 - 4_096);
    }

    @Test
    void aTombstoneHasNoValue() {
        assertThat(Outgoing.to(Sink.STATE, new Wire.Message("key", null, Map.of()))
                        .toRecord(0)
                        .value())
                .isNull();
    }
}
