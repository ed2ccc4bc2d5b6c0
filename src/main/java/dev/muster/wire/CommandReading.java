package dev.muster.wire;

import static dev.muster.wire.CloudEventHeaders.CONTENT_TYPE;
import static dev.muster.wire.CloudEventHeaders.ID;
import static dev.muster.wire.CloudEventHeaders.SPEC_VERSION;
import static dev.muster.wire.CloudEventHeaders.TYPE;

import dev.muster.model.Command;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Violation;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.wire.binding.SingleObject;
import dev.muster.wire.binding.UndecodableException;
import dev.muster.wire.binding.UnknownFingerprintException;
import dev.muster.wire.binding.Violations;
import dev.muster.wire.binding.Violations.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading of one record: headers first, then the value, then what both must agree on. */
final class CommandReading {
    private final CommandDecoder decoder;
    private final Incoming record;
    private final List<Violation> violations = new ArrayList<>();
    private final IncomingHeaders headers;
    private final @Nullable String tenant;
    private final @Nullable String commandId;
    private final @Nullable ReplyTo reply;
    private final boolean json;
    private final @Nullable SingleObject<? extends Command> type;
    private @Nullable Scope scope;
    private @Nullable String resource;

    CommandReading(CommandDecoder decoder, Incoming record) {
        this.decoder = decoder;
        this.record = record;
        headers = new IncomingHeaders(record.headers(), violations);
        tenant = decoder.tenantOf(record.topic());
        commandId = commandId(headers);
        reply = ReplyHeaders.read(headers, decoder.prefix());
        json = isJson(headers);
        type = type(headers, decoder, json);
        if (tenant == null) {
            headers.refuse("tenant", "UNKNOWN_TENANT", "The topic is no tenant's.");
        }
        String version = headers.text(SPEC_VERSION);
        if (version != null && !version.equals(CloudEventHeaders.VERSION)) {
            headers.refuse(SPEC_VERSION, "UNSUPPORTED", "Only CloudEvents 1.0 is spoken here.");
        }
    }

    private static @Nullable String commandId(IncomingHeaders headers) {
        int before = headers.count();
        String id = headers.text(ID);
        if (id != null && ResourceName.isCommandId(id)) {
            return id;
        }
        if (headers.count() == before) {
            headers.refuse(
                    ID,
                    id == null ? "REQUIRED" : "FORMAT",
                    "A command's id is 1 to 128 of A-Z, a-z, 0-9, dot, underscore, colon and hyphen.");
        }
        return null;
    }

    private static boolean isJson(IncomingHeaders headers) {
        String contentType = headers.text(CONTENT_TYPE);
        String media = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        return media.equalsIgnoreCase(CloudEventHeaders.JSON);
    }

    /** What the header says; Avro without the header says it itself. */
    private static @Nullable SingleObject<? extends Command> type(
            IncomingHeaders headers, CommandDecoder decoder, boolean json) {
        int before = headers.count();
        String name = headers.text(TYPE);
        var codec = name == null ? null : decoder.codecOf(name);
        if (codec == null && (name != null || json) && headers.count() == before) {
            headers.refuse(TYPE, name == null ? "REQUIRED" : "ENUM", "Must be one of " + decoder.typeNames() + ".");
        }
        return codec;
    }

    Decoded result() {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            return rejected(Category.MALFORMED, "MALFORMED", "The record has no value.");
        }
        if (value.length > CommandDecoder.VALUE_BYTES_MAX) {
            String limit = "A command has at most " + CommandDecoder.VALUE_BYTES_MAX + " bytes.";
            violations.add(new Violation("", "RANGE", limit));
            return rejected(Category.INVALID_REQUEST, "TOO_LARGE", limit);
        }
        return json ? fromJson(value) : fromAvro(value);
    }

    private Decoded fromJson(byte[] value) {
        if (type == null) {
            return invalid();
        }
        var found = new Violations();
        Command command = type.binding().fromJson(value, found);
        if (command != null) {
            return checked(command);
        }
        boolean isJson = true;
        for (var violation : found.list()) {
            violations.add(new Violation(violation.field(), violation.rule().name(), violation.message()));
            isJson &= !violation.field().isEmpty() || violation.rule() != Rule.FORMAT;
        }
        return isJson
                ? invalid()
                : rejected(Category.MALFORMED, "MALFORMED", "The value is not JSON that can be read.");
    }

    private Decoded fromAvro(byte[] value) {
        Command command;
        try {
            command = decoder.contracts().commands().decode(value);
        } catch (UnknownFingerprintException e) {
            String message = "The value's schema, of fingerprint " + e.fingerprintHex() + ", is not known here.";
            return rejected(Category.MALFORMED, "UNKNOWN_SCHEMA", message);
        } catch (UndecodableException e) {
            return rejected(Category.MALFORMED, "MALFORMED", unreadable(value, e));
        }
        if (type != null && type.binding().type() != command.getClass()) {
            headers.refuse(TYPE, "CONFLICT", "The value is of another type than the header says.");
        }
        return checked(command);
    }

    private static String unreadable(byte[] value, UndecodableException e) {
        boolean looksLikeJson = value[0] == '{' || value[0] == '[';
        return looksLikeJson
                ? "The value is no Avro single-object message; JSON needs the header content-type: application/json."
                : "The value cannot be read: " + e.getMessage() + ".";
    }

    private Decoded checked(Command command) {
        checkPart("account", command.account());
        checkPart("region", command.region());
        if (tenant != null && Scope.isPart(command.account()) && Scope.isPart(command.region())) {
            scope = new Scope(tenant, command.account(), command.region());
            resource = Decoded.Rejected.resourceOf(scope, command);
        }
        if (tenant != null && command.tenant() != null && !command.tenant().equals(tenant)) {
            String mismatch = "The command is for another tenant than its topic.";
            violations.add(new Violation("tenant", "TENANT_MISMATCH", mismatch));
            return rejected(Category.INVALID_REQUEST, "TENANT_MISMATCH", mismatch);
        }
        if (!violations.isEmpty() || scope == null || commandId == null) {
            return invalid();
        }
        return new Decoded.Command(new CommandEnvelope(
                commandId,
                scope,
                command,
                BodyDigest.of(decoder.contracts().commands().codecOf(command), command),
                record.receivedAt(),
                reply,
                headers.traceparent()));
    }

    private void checkPart(String field, String text) {
        if (!Scope.isPart(text)) {
            violations.add(new Violation(field, "FORMAT", "1 to 63 of A-Z, a-z, 0-9, dot, underscore and hyphen."));
        }
    }

    private Decoded invalid() {
        Violation first = violations.get(0);
        String at = first.field().isEmpty() ? "" : first.field() + ": ";
        return rejected(Category.INVALID_REQUEST, "INVALID_REQUEST", at + first.message());
    }

    private Decoded rejected(Category category, String code, String message) {
        return new Decoded.Rejected(
                Failure.refusal(category, code, message, violations).about(commandId, resource),
                scope != null ? scope.text() : tenant != null ? tenant : "unknown",
                record.receivedAt(),
                reply,
                headers.traceparent(),
                true,
                "");
    }
}
