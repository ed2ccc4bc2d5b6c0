package dev.muster.wire;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from the commands topic; nothing of it is believed yet.
 *
 * @param topic the one part that the sender cannot forge: it says who the tenant is
 * @param key whatever the sender chose; kept for the dead letter only
 * @param headers the last value of each name
 * @param receivedAt when it was read
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Incoming(
        String topic,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers,
        Instant receivedAt) {}
