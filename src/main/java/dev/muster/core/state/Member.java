package dev.muster.core.state;

import org.jspecify.annotations.Nullable;

/**
 * An instance as part of a queue entry or a call.
 *
 * @param instance its id
 * @param generation its life; a member of an earlier life is nobody
 * @param providerId the machine it is bound to; null before that
 */
public record Member(
        String instance, int generation, @Nullable String providerId) {}
