package dev.muster.wire;

import static dev.muster.wire.Inbox.avro;
import static dev.muster.wire.Inbox.create;
import static dev.muster.wire.Inbox.json;
import static dev.muster.wire.Inbox.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.model.Command;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.Violation;
import dev.muster.model.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDecoderTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** As a person sends it: {@code kcat -P -t muster.commands -H ce_id=… -H ce_type=… -H content-type=application/json}. */
    private static final String CREATE = """
        {"account": "aws-prod", "region": "us-east-1", "name": "trainer", "count": 4,
         "types": [{"name": "p5.48xlarge"}, {"name": "p4d.24xlarge"}], "markets": ["SPOT", "ON_DEMAND"],
         "zones": ["use1-az4"], "image": "ami-0123", "rootVolumeGib": 200,
         "tags": {"app": "train", "team": "ml"}, "userData": "Y2FuYXJ5LTdmM2E5YzUx",
         "deadline": "2026-02-01T00:00:00Z", "expiresAfter": "PT12H"}\
        """;

    private static final String STOP = """
        {"account": "aws-prod", "region": "us-east-1", "name": "trainer-0"}\
        """;

    @Test
    void avroBecomesAnEnvelope() {
        var envelope = avro(stop()).header("traceparent", TRACE).command();
        assertThat(envelope.commandId()).isEqualTo("c-1");
        assertThat(envelope.scope()).isEqualTo(new Scope("acme", "aws-prod", "us-east-1"));
        assertThat(envelope.command()).isEqualTo(stop());
        assertThat(envelope.receivedAt()).isEqualTo(Inbox.NOW);
        assertThat(envelope.reply()).isNull();
        assertThat(envelope.traceparent()).isEqualTo(TRACE);
    }

    @Test
    void jsonAndAvroOfOneCommandAgree() {
        var json = json("CreateInstance", CREATE).command();
        var avro = avro(create()).command();
        assertThat(json).isEqualTo(avro);
        assertThat(json.bodyDigest()).isEqualTo(avro.bodyDigest()).hasSize(64);
    }

    @Test
    void digestTellsCommandsApart() {
        String digest = avro(stop()).command().bodyDigest();
        var start = new Command.StartInstance("aws-prod", "us-east-1", null, "trainer-0", null, null, false);
        var dry = new Command.StopInstance("aws-prod", "us-east-1", null, "trainer-0", null, null, true);
        var versioned = new Command.StopInstance("aws-prod", "us-east-1", null, "trainer-0", 0L, null, false);
        for (Command other : List.of(start, dry, versioned)) {
            assertThat(avro(other).command().bodyDigest()).isNotEqualTo(digest);
        }
        assertThat(avro(stop()).header("ce_id", "c-2").command().bodyDigest()).isEqualTo(digest);
    }

    @Test
    void whatIsLeftOutOfJsonHasItsDefault() {
        var command = json("dev.muster.commands.CreateInstance", STOP).command().command();
        assertThat(command)
                .isEqualTo(new CreateInstance(
                        "aws-prod",
                        "us-east-1",
                        null,
                        "trainer-0",
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        false,
                        null));
        assertThat(json(
                                "CreateInstance",
                                CREATE.replace("{\"name\": \"p4d.24xlarge\"}", "{\"name\": \"x\", \"variant\": \"y\"}"))
                        .command()
                        .command())
                .extracting(create -> ((CreateInstance) create).types().get(1))
                .isEqualTo(new TypeWish("x", "y", null));
    }

    @Test
    void theTopicSaysWhoseItIs() {
        assertThat(avro(stop()).topic("muster.commands.blue").command().scope().tenant())
                .isEqualTo("blue");
        assertThat(json("StopInstance", STOP.replace("{", "{\"tenant\": \"acme\", "))
                        .command()
                        .scope()
                        .tenant())
                .isEqualTo("acme");
    }

    @Test
    void aForeignTenantIsRefused() {
        var rejected = json("StopInstance", STOP.replace("{", "{\"tenant\": \"blue\", "))
                .topic("muster.commands.red")
                .rejected();
        assertThat(rejected.failure().code()).isEqualTo("TENANT_MISMATCH");
        assertThat(rejected.failure().category()).isEqualTo(Category.INVALID_REQUEST);
        assertThat(rejected.failure().violations()).extracting(Violation::field).containsExactly("tenant");
        assertThat(rejected.origin()).isEqualTo("red/aws-prod/us-east-1");
        assertThat(rejected.failure().toString()).doesNotContain("blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"muster.command", "muster.commands.", "muster.commands.a/b", "other.commands", ""})
    void aTopicOfNobodyIsRefused(String topic) {
        var rejected = avro(stop()).topic(topic).rejected();
        assertThat(rejected.failure().violations()).extracting(Violation::rule).containsExactly("UNKNOWN_TENANT");
        assertThat(rejected.origin()).isEqualTo("unknown");
    }

    @Test
    void withoutAnIdThereIsOneErrorThatSaysSo() {
        var missing = avro(stop()).without("ce_id").rejected();
        assertThat(missing.failure().category()).isEqualTo(Category.INVALID_REQUEST);
        assertThat(missing.failure().effect()).isEqualTo(EffectLeft.NONE);
        assertThat(missing.failure().advice()).isEqualTo(Advice.FIX_REQUEST);
        assertThat(missing.failure().violations())
                .extracting(Violation::field, Violation::rule)
                .containsExactly(tuple("ce_id", "REQUIRED"));
        assertThat(missing.commandId()).isNull();
        assertThat(missing.resource()).isEqualTo("acme/aws-prod/us-east-1/instances/trainer-0");
        assertThat(missing.deadLetter()).isTrue();

        for (String illegal : List.of("", "a b", "x".repeat(129), "x".repeat(1 << 16), "ä")) {
            var rejected = avro(stop()).header("ce_id", illegal).rejected();
            assertThat(rejected.failure().violations())
                    .extracting(Violation::field, Violation::rule)
                    .containsExactly(tuple("ce_id", "FORMAT"));
        }
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        var rejected = json(
                        "CreateInstance",
                        CREATE.replace("200", "\"big\"")
                                .replace("SPOT", "CHEAP")
                                .replace("\"zones\"", "\"zone\""))
                .header("ce_specversion", "0.3")
                .header("REPLY_TOPIC", "no topic")
                .rejected();
        assertThat(rejected.failure().violations())
                .extracting(Violation::field, Violation::rule)
                .containsExactly(
                        tuple("REPLY_TOPIC", "FORMAT"),
                        tuple("ce_specversion", "UNSUPPORTED"),
                        tuple("markets[0]", "ENUM"),
                        tuple("rootVolumeGib", "TYPE"),
                        tuple("zone", "UNKNOWN_FIELD"));
        assertThat(rejected.failure().commandId()).isEqualTo("c-1");
        assertThat(rejected.origin()).isEqualTo("acme");
    }

    @Test
    void accountAndRegionMustBeAbleToStandInAScope() {
        var rejected = json("StopInstance", STOP.replace("aws-prod", "a/b").replace("us-east-1", ""))
                .rejected();
        assertThat(rejected.failure().violations()).extracting(Violation::field).containsExactly("account", "region");
    }

    @Test
    void theTypeHeaderMustAgree() {
        assertThat(avro(stop()).without("ce_type").command().command()).isEqualTo(stop());
        assertThat(avro(stop())
                        .header("ce_type", "dev.muster.commands.StopInstance")
                        .command()
                        .command())
                .isEqualTo(stop());
        assertThat(ruleOf(avro(stop()).header("ce_type", "StartInstance"))).isEqualTo("ce_type CONFLICT");
        assertThat(ruleOf(avro(stop()).header("ce_type", "DropDatabase"))).isEqualTo("ce_type ENUM");
        assertThat(ruleOf(json("StopInstance", STOP).without("ce_type"))).isEqualTo("ce_type REQUIRED");
        assertThat(ruleOf(json("dev.muster.events.StopInstance", STOP))).isEqualTo("ce_type ENUM");
    }

    private static String ruleOf(Inbox inbox) {
        Failure failure = inbox.rejected().failure();
        assertThat(failure.violations()).hasSize(1);
        return failure.violations().get(0).field() + " "
                + failure.violations().get(0).rule();
    }

    @Test
    void whatCannotBeReadIsMalformed() {
        byte[] message = Roots.CONTRACTS.commands().encode(stop());
        byte[] foreign = message.clone();
        foreign[5] ^= 1;
        var cut = avro(stop()).value(Arrays.copyOf(message, message.length - 1));
        assertMalformed(cut, "MALFORMED", "The value cannot be read: dryRun: cut short.");
        assertMalformed(avro(stop()).value(new byte[0]), "MALFORMED", "The record has no value.");
        assertMalformed(json("StopInstance", "{\"account\": "), "MALFORMED", "The value is not JSON that can be read.");
        assertMalformed(
                json("StopInstance", STOP).without("content-type"),
                "MALFORMED",
                "The value is no Avro single-object message; JSON needs the header content-type: application/json.");
        assertThat(avro(stop()).value(foreign).rejected().failure().code()).isEqualTo("UNKNOWN_SCHEMA");
    }

    private static void assertMalformed(Inbox inbox, String code, String message) {
        var rejected = inbox.rejected();
        assertThat(rejected.failure().category()).isEqualTo(Category.MALFORMED);
        assertThat(rejected.failure().effect()).isEqualTo(EffectLeft.NONE);
        assertThat(rejected.failure().code()).isEqualTo(code);
        assertThat(rejected.failure().message()).isEqualTo(message);
        assertThat(rejected.commandId()).isEqualTo("c-1");
        assertThat(rejected.deadLetter()).isTrue();
    }

    @Test
    void whatIsTooLargeIsNotLookedInto() {
        var rejected =
                avro(stop()).value(new byte[CommandDecoder.VALUE_BYTES_MAX + 1]).rejected();
        assertThat(rejected.failure().code()).isEqualTo("TOO_LARGE");
        var most = avro(stop()).value(new byte[CommandDecoder.VALUE_BYTES_MAX]).rejected();
        assertThat(most.failure().code()).isEqualTo("MALFORMED");
    }

    @Test
    void contentTypeMayHaveParameters() {
        assertThat(json("StopInstance", STOP)
                        .header("content-type", "Application/JSON; charset=utf-8")
                        .command()
                        .command())
                .isEqualTo(stop());
    }

    @Test
    void replyHeadersAreSmallRyes() {
        var envelope = avro(stop())
                .header("REPLY_TOPIC", "asker-replies")
                .header("REPLY_CORRELATION_ID", new byte[] {0, 1, (byte) 0xFE})
                .header("REPLY_PARTITION", new byte[] {0, 0, 1, 2})
                .command();
        assertThat(envelope.reply()).isEqualTo(new ReplyTo("asker-replies", "0001fe", 258));
        assertThat(avro(stop())
                        .header("REPLY_TOPIC", "muster.commands-replies")
                        .command()
                        .reply())
                .isEqualTo(new ReplyTo("muster.commands-replies", null, null));
    }

    /** The service writes the reply with its own rights. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "muster.effects",
                "muster.commands.blue",
                "__consumer_offsets",
                "x-store-changelog",
                "..",
                "a b",
                ""
            })
    void aReplyCannotBeAimedAtTheServiceItself(String topic) {
        var rejected = avro(stop()).header("REPLY_TOPIC", topic).rejected();
        assertThat(rejected.failure().violations()).extracting(Violation::field).containsExactly("REPLY_TOPIC");
        assertThat(rejected.reply()).isNull();
    }

    @Test
    void oddReplyHeadersAreViolations() {
        var odd = avro(stop())
                .header("REPLY_TOPIC", "asker-replies")
                .header("REPLY_CORRELATION_ID", new byte[257])
                .header("REPLY_PARTITION", new byte[] {-1, 0, 0, 0})
                .rejected();
        assertThat(odd.failure().violations())
                .extracting(Violation::field)
                .containsExactly("REPLY_CORRELATION_ID", "REPLY_PARTITION");
        assertThat(odd.reply()).isEqualTo(new ReplyTo("asker-replies", null, null));
    }

    @Test
    void aMalformedTraceIsIgnored() {
        assertThat(avro(stop()).header("traceparent", "00-zz").command().traceparent())
                .isNull();
    }
}
