package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.wire.Wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final DeadLetters LETTERS = new DeadLetters(Roots.CONTRACTS);

    @Test
    void aLetterIsTheRecordAndWhy() throws Exception {
        // Given
        byte[] key = {'k', (byte) 0xFF};
        byte[] value = {1, 2, 3};
        Map<String, byte[]> headers = Map.of("ce_id", bytes("c-1"), "x-other", bytes("x"), "ce_type", new byte[2000]);
        var record = new Incoming("muster.commands", key, value, headers, Inbox.NOW);
        var rejected = (Decoded.Rejected) Inbox.DECODER.decode(record);

        // When
        Message letter = LETTERS.of(record, rejected.failure(), 7, 42);

        // Then
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers())
                .containsEntry("ce_id", bytes("c-1"))
                .containsEntry("muster-source-topic", bytes("muster.commands"))
                .containsEntry("muster-source-partition", bytes("7"))
                .containsEntry("muster-source-offset", bytes("42"))
                .containsEntry("muster-source-key", key)
                .doesNotContainKeys("x-other", "ce_type");
        var reason = new JsonMapper().readTree(letter.headers().get("muster-reason"));
        assertThat(reason.get("category").asText()).isEqualTo("MALFORMED");
        assertThat(reason.get("commandId").asText()).isEqualTo("c-1");
    }

    @Test
    void anOversizedRecordIsCut() {
        var record = new Incoming("muster.commands", null, new byte[900_000], Map.of(), Inbox.NOW);
        var rejected = (Decoded.Rejected) Inbox.DECODER.decode(record);
        Message letter = LETTERS.of(record, rejected.failure(), 0, 0);
        assertThat(letter.key()).isEmpty();
        assertThat(letter.value()).hasSize(CommandDecoder.VALUE_BYTES_MAX);
        assertThat(letter.headers()).containsEntry("muster-cut-from-bytes", bytes("900000"));
    }

    @Test
    void aTombstoneHasALetterToo() {
        var record = new Incoming("muster.commands", bytes("k"), null, Map.of(), Inbox.NOW);
        var rejected = (Decoded.Rejected) Inbox.DECODER.decode(record);
        assertThat(rejected.failure().code()).isEqualTo("MALFORMED");
        assertThat(LETTERS.of(record, rejected.failure(), 0, 0).value()).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
