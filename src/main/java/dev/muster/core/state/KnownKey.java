package dev.muster.core.state;

import java.util.List;
import java.util.UUID;

/** Whose machines a find key marks: member {@code i} is the machine of launch index {@code i}. */
public record KnownKey(UUID callId, List<Member> members) {
    public KnownKey {
        members = List.copyOf(members);
    }
}
