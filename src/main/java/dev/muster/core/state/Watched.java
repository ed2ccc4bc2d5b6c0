package dev.muster.core.state;

import java.time.Instant;

/** An instance in a passing state, or with a command waiting; {@code since} when that began. */
public record Watched(Instant since) {}
