package dev.muster.core.state;

import dev.muster.model.Scope;
import java.time.Instant;

/** Something to be done not before {@code due}. A firing whose due instant differs from the journal's is void. */
public record Timer(Scope scope, String id, Instant due) {}
