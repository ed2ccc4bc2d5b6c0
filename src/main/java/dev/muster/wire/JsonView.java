package dev.muster.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.model.Command;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.wire.binding.Binding;
import dev.muster.wire.binding.SingleObject;

/**
 * What stands in topics as plain JSON, for people and scripts: times as ISO-8601, absent for null. Whatever a schema marks
 * as sensitive is shown as {@value Mask#TEXT}. A command or an event says in {@value Binding#MEMBER_PROPERTY} which it is.
 */
public final class JsonView {
    private final Contracts contracts;

    public JsonView(Contracts contracts) {
        this.contracts = contracts;
    }

    public ObjectNode of(Event event) {
        return named(event.getClass(), masked(contracts.events().codecOf(event), event));
    }

    /** Not for sending: the user data is masked. */
    public ObjectNode of(Command command) {
        return named(command.getClass(), masked(contracts.commands().codecOf(command), command));
    }

    public ObjectNode of(Failure failure) {
        return masked(contracts.errors(), failure);
    }

    public ObjectNode of(InstanceSnapshot snapshot) {
        return masked(contracts.snapshots(), snapshot);
    }

    private static <T> ObjectNode masked(SingleObject<T> codec, T value) {
        JsonNode json = codec.binding().toJson(value);
        Mask.apply(codec.binding().schema(), json);
        return (ObjectNode) json;
    }

    private static ObjectNode named(Class<?> type, ObjectNode json) {
        ObjectNode named = JsonNodeFactory.instance.objectNode().put(Binding.MEMBER_PROPERTY, type.getSimpleName());
        named.setAll(json);
        return named;
    }
}
