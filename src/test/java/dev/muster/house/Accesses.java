package dev.muster.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions over what code calls, reads, or names by a method reference. */
final class Accesses {
    private Accesses() {}

    /** Fails for each access that one of the bans matches. */
    static ArchCondition<JavaClass> avoid(List<Predicate<JavaAccess<?>>> bans, String description) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (bans.stream().anyMatch(ban -> ban.test(access))) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }

    /** An access to a member of {@code owner}, or of what extends it, by one of the names; no names: by any. */
    static Predicate<JavaAccess<?>> of(String owner, String... names) {
        var banned = Set.of(names);
        return access -> access.getTargetOwner().isAssignableTo(owner)
                && (banned.isEmpty() || banned.contains(access.getName()));
    }
}
