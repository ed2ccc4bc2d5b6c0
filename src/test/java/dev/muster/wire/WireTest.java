package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Identifiers;
import dev.muster.core.Output;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.Verb;
import dev.muster.wire.Wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Contracts CONTRACTS = Roots.CONTRACTS;
    private static final Wire WIRE = new Wire(CONTRACTS);
    private static final Scope SCOPE = new Scope("acme", "aws-prod", "us-east-1");
    private static final Instant NOW = Inbox.NOW;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final ReplyTo REPLY = new ReplyTo("asker-replies", "0001fe", 3);

    private static final Event.CommandSucceeded SUCCEEDED = new Event.CommandSucceeded(
            new Event.Head(ResourceName.command(SCOPE, "c-1"), 2, NOW, "c-1", TRACE), Verb.STOP, false, List.of());

    private static final Failure FAILURE = Failure.refusal(Category.NOT_FOUND, "NO_SUCH_INSTANCE", "None.", List.of())
            .about("c-1", "acme/aws-prod/us-east-1/instances/trainer-0");

    private static Map<String, String> textOf(Message message) {
        Map<String, String> text = new LinkedHashMap<>();
        message.headers().forEach((name, value) -> text.put(name, new String(value, StandardCharsets.UTF_8)));
        return text;
    }

    @Test
    void anEventIsACloudEventInBinaryMode() {
        Message message = WIRE.event(SUCCEEDED);
        assertThat(message.key()).isEqualTo("acme/aws-prod/us-east-1/commands/c-1");
        assertThat(CONTRACTS.events().decode(message.value())).isEqualTo(SUCCEEDED);
        assertThat(textOf(message))
                .containsExactlyEntriesOf(ordered(
                        "ce_specversion", "1.0",
                        "ce_id",
                                Identifiers.eventId("acme/aws-prod/us-east-1/commands/c-1", 2)
                                        .toString(),
                        "ce_source", "/muster/acme/aws-prod/us-east-1",
                        "ce_type", "dev.muster.events.CommandSucceeded",
                        "ce_time", "2026-01-31T12:00:00.123Z",
                        "ce_subject", "acme/aws-prod/us-east-1/commands/c-1",
                        "traceparent", TRACE,
                        "content-type", "application/avro"));
    }

    private static Map<String, String> ordered(String... words) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], words[i + 1]);
        }
        return map;
    }

    @Test
    void anErrorIsKeyedByItsCommandAndKeepsItsId() {
        Message first = WIRE.error(new Output.Error(FAILURE, NOW, null), SCOPE);
        Message again = WIRE.error(new Output.Error(FAILURE, NOW.plusSeconds(9), null), SCOPE);
        assertThat(first.key()).isEqualTo("c-1");
        assertThat(CONTRACTS.errors().decode(first.value())).isEqualTo(FAILURE);
        assertThat(textOf(first))
                .containsEntry("ce_type", "dev.muster.errors.Error")
                .containsEntry("ce_subject", "acme/aws-prod/us-east-1/instances/trainer-0")
                .doesNotContainKey("traceparent");
        assertThat(idOf(again)).isEqualTo(idOf(first));
    }

    @Test
    void differentErrorsHaveDifferentIds() {
        var elsewhere = new Scope("acme", "aws-prod", "us-west-2");
        var conflict = Failure.refusal(Category.CONFLICT, "COMMAND_ID_CONFLICT", "Reused.", List.of());
        var own = FAILURE.about(null, FAILURE.resource());
        assertThat(List.of(
                        idOf(WIRE.error(new Output.Error(FAILURE, NOW, null), SCOPE)),
                        idOf(WIRE.error(new Output.Error(FAILURE, NOW, null), elsewhere)),
                        idOf(WIRE.error(new Output.Error(conflict.about("c-1", null), NOW, null), SCOPE)),
                        idOf(WIRE.error(new Output.Error(own, NOW, null), SCOPE)),
                        idOf(WIRE.error(new Output.Error(own, NOW.plusMillis(1), null), SCOPE))))
                .doesNotHaveDuplicates();
        assertThat(WIRE.error(new Output.Error(own, NOW, null), SCOPE).key()).isEqualTo(own.resource());
        assertThat(WIRE.error(new Output.Error(own.about(null, null), NOW, null), SCOPE)
                        .key())
                .isEqualTo(SCOPE.text());
    }

    private static String idOf(Message message) {
        return textOf(message).get("ce_id");
    }

    @Test
    void aForgottenResourceIsATombstone() {
        Message message = WIRE.snapshot(new Output.Snapshot(ResourceName.instance(SCOPE, "trainer-0"), null));
        assertThat(message.key()).isEqualTo("acme/aws-prod/us-east-1/instances/trainer-0");
        assertThat(message.value()).isNull();
        assertThat(message.headers()).isEmpty();
    }

    @Test
    void aSnapshotIsKeyedByItsResource() {
        var snapshot = new AnyValue(1).of(InstanceSnapshot.class);
        Message message = WIRE.snapshot(new Output.Snapshot(snapshot.resource(), snapshot));
        assertThat(message.key()).isEqualTo(snapshot.resource().text());
        assertThat(CONTRACTS.snapshots().decode(message.value())).isEqualTo(snapshot);
        assertThat(textOf(message)).containsEntry("ce_type", "dev.muster.state.InstanceSnapshot");
    }

    @Test
    void aReplyIsTheAnswerWithTheAskersId() {
        Message success = WIRE.reply(new Output.Reply(REPLY, SUCCEEDED, null), SCOPE, NOW);
        Message failure = WIRE.reply(new Output.Reply(REPLY, null, FAILURE), SCOPE, NOW);
        assertThat(CONTRACTS.events().decode(success.value())).isEqualTo(SUCCEEDED);
        assertThat(CONTRACTS.errors().decode(failure.value())).isEqualTo(FAILURE);
        assertThat(List.of(success, failure)).allSatisfy(message -> {
            assertThat(message.key()).isEqualTo("c-1");
            assertThat(message.headers().get("REPLY_CORRELATION_ID")).containsExactly(0, 1, 0xFE);
        });
        assertThat(idOf(failure)).isEqualTo(idOf(WIRE.error(new Output.Error(FAILURE, NOW, null), SCOPE)));
    }

    @Test
    void aRefusedRecordIsAnsweredLikeAnyOther() {
        var rejected = Inbox.avro(Inbox.stop())
                .header("ce_specversion", "9")
                .header("REPLY_TOPIC", "asker-replies")
                .header("REPLY_CORRELATION_ID", new byte[] {7})
                .rejected();
        Message error = WIRE.error(rejected);
        Message reply = WIRE.reply(rejected, rejected.reply());
        assertThat(error.key()).isEqualTo("c-1");
        assertThat(reply.value()).isEqualTo(error.value());
        assertThat(reply.headers().get("REPLY_CORRELATION_ID")).containsExactly(7);
    }

    @Test
    void whatAClientSendsIsWhatTheServiceReads() {
        Message message = WIRE.command(Inbox.create(), "c-9", "/muster/cli", NOW, REPLY);
        var decoded = Inbox.DECODER.decode(
                new Incoming("muster.commands", new byte[0], message.value(), message.headers(), NOW));
        assertThat(decoded).isInstanceOfSatisfying(Decoded.Command.class, command -> {
            assertThat(command.envelope().command()).isEqualTo(Inbox.create());
            assertThat(command.envelope().commandId()).isEqualTo("c-9");
            assertThat(command.envelope().reply()).isEqualTo(REPLY);
        });
    }

    @Test
    void internalRecordsAreKeyedByTheirScope() {
        var envelope = Inbox.avro(Inbox.stop()).header("traceparent", TRACE).command();
        Message message = WIRE.envelope(envelope);
        assertThat(message.key()).isEqualTo("acme/aws-prod/us-east-1");
        assertThat(CONTRACTS.envelopes().decode(message.value())).isEqualTo(envelope);
        assertThat(textOf(message)).containsExactly(Map.entry("traceparent", TRACE));
    }

    @Test
    void anAdmissionRefusalNamesItsCommand() {
        var envelope = Inbox.avro(Inbox.stop()).command();
        var rejected = Decoded.Rejected.of(envelope, FAILURE.about(null, null));
        assertThat(rejected.failure()).isEqualTo(FAILURE);
        assertThat(rejected.deadLetter()).isFalse();
        assertThat(Decoded.Rejected.of(Inbox.avro(Inbox.create()).command(), FAILURE)
                        .resource())
                .isNull();
    }
}
