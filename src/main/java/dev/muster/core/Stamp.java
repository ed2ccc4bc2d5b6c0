package dev.muster.core;

import java.time.Instant;
import java.util.UUID;

/**
 * What a host adds to an input, since the core has neither clock nor dice.
 *
 * @param now the host's wall clock; the core never lets it run backwards
 * @param entropy fresh random bits; used once in a scope's life, to name its deployment
 */
public record Stamp(Instant now, UUID entropy) {}
