package dev.muster.wire.binding;

import java.util.ArrayList;
import java.util.List;

/** The members of a sealed family: its records, through nested sealed interfaces. */
final class SealedFamily {
    private SealedFamily() {}

    /** In the order of declaration; a record is its own family. Fails for a member that is neither. */
    static List<Class<?>> members(Class<?> type) {
        if (type.isRecord()) {
            return List.of(type);
        }
        if (type.isInterface() && type.isSealed()) {
            List<Class<?>> members = new ArrayList<>();
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                members.addAll(members(permitted));
            }
            return members;
        }
        throw new IllegalArgumentException(type.getName() + " is neither a record nor a sealed interface of records");
    }
}
