package dev.muster.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.cli.text.DeadLetterText.Letter;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.wire.JsonView;

/** For scripts: one JSON document a line. Where kinds may mix, {@code @type} says which it is. */
public final class JsonLines {
    private final JsonView view;

    public JsonLines(JsonView view) {
        this.view = view;
    }

    public String of(Event event) {
        return view.of(event).toString();
    }

    public String of(Failure failure) {
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("@type", "Error");
        named.setAll(view.of(failure));
        return named.toString();
    }

    public String of(InstanceSnapshot snapshot) {
        return view.of(snapshot).toString();
    }

    /** @param reason what the service wrote, as JSON where it is */
    public static String of(Letter letter, JsonNode reason) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("@type", "DeadLetter").put("at", letter.at().toString()).put("source", letter.source());
        if (!letter.key().isEmpty()) {
            json.put("key", letter.key());
        }
        json.set("reason", reason);
        return json.put("sizeBytes", letter.sizeBytes())
                .put("headHex", letter.headHex())
                .toString();
    }
}
